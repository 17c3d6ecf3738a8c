r"""Finds the `{{…}}` in a text, and what stands between them.

The rules are small: a run of braces opens at its last two, so `{{{x}}}` is a reference in braces;
an odd number of backslashes before the opening makes it literal and one of them is dropped; inside,
the first `}}` outside quotes and brackets closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

_INSIDE = re.compile(r"""[\[\](){}"'`]""")
_QUOTED = {
    quote: re.compile(rf"{quote}(?:[^{quote}\\]|\\.)*{quote}", re.DOTALL) for quote in "\"'`"
}
_CLOSES = {"(": ")", "[": "]", "{": "}"}


class TemplateError(ValueError):
    """A text whose references cannot be read.

    Attributes:
        message: What is wrong and what to do.
        position: 0-based offset of the fault in the text.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position

    def __reduce__(self) -> tuple[type[TemplateError], tuple[str, int]]:
        return type(self), (self.message, self.position)


class Braces(msgspec.Struct, frozen=True):
    """One `{{…}}`.

    Attributes:
        start: Offset of the opening braces in the text.
        end: Offset after the closing braces.
        source: What stands between them.
    """

    start: int
    end: int
    source: str

    @property
    def inside(self) -> int:
        """Offset of the source in the text."""
        return self.start + 2


def scan(text: str) -> Iterator[str | Braces]:
    """The plain pieces (escapes undone, never empty) and the braces of a text, in order.

    Raises:
        TemplateError: Braces, a bracket or a quote is not closed. What stands before has been
            yielded.
    """
    plain: list[str] = []
    position = 0
    while (start := text.find("{{", position)) >= 0:
        before = text[position:start]
        if (len(before) - len(before.rstrip("\\"))) % 2:
            plain.append(before[:-1] + "{{")
            position = start + 2
            continue
        while text.startswith("{", start + 2):
            start += 1
        plain.append(text[position:start])
        if before := "".join(plain):
            yield before
        plain.clear()
        position = _end(text, start)
        yield Braces(start, position, text[start + 2 : position - 2])
    if after := "".join(plain) + text[position:]:
        yield after


def _end(text: str, start: int) -> int:
    """The offset after the braces that close those at `start`."""
    open_brackets: list[int] = []
    position = start + 2
    while (found := _INSIDE.search(text, position)) is not None:
        position, character = found.end(), found[0]
        if character in _QUOTED:
            position = _after_quotes(text, found.start())
        elif character in _CLOSES:
            open_brackets.append(found.start())
        elif open_brackets:
            if _CLOSES[text[open_brackets[-1]]] != character:
                break
            open_brackets.pop()
        elif text.startswith("}}", found.start()):
            return position + 1
    raise _unclosed(text, open_brackets[-1] if open_brackets else start)


def _after_quotes(text: str, start: int) -> int:
    quoted = _QUOTED[text[start]].match(text, start)
    if quoted is None:
        raise _unclosed(text, start)
    return quoted.end()


def _unclosed(text: str, position: int) -> TemplateError:
    if text.startswith("{{", position):
        message = r"This {{ is not closed: add }}, or write \{{ to keep it as text"
    elif text[position] in _CLOSES:
        closing = _CLOSES[text[position]]
        message = f"This {text[position]} inside the braces is not closed: add {closing}"
    else:
        message = f"The quote {text[position]} inside the braces is not closed: add another"
    return TemplateError(message, position)
