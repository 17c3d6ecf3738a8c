"""A text as an editor holds it: references, unseen characters and parts too long as one mark each.

An editor shows U+FFFC where a chip stands. Characters nobody would see (controls, marks that change
the direction of what follows) are chips, so that they are seen; characters an editor cannot hold as
they are (line breaks in one line, U+FFFC itself) too. What is too long to be laid out while typing
stands in one chip as well. A text read back is the text that was put in, to the character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from builder.look.language import grouped, tr, tr_count
from builder.model.template import TemplateError, parse

OBJECT = "\ufffc"
LABEL_LENGTH = 56
"""Longer labels are cut in the middle."""
MOST_CHIPS = 150
"""References beyond this number stay text: a field of thousands of them must stay fast."""
LONG_TEXT = 100_000
MOST_IN_LONG_TEXT = 40
"""The same for texts longer than `LONG_TEXT`, in which each chip takes longer to be found."""
MOST_GLYPHS = 60
"""Behind this number of unseen characters the rest of the text is folded into one chip."""
LONGEST_REFERENCE = 4000
LONGEST_LINE = 12_000
"""A longer line is folded: laying it out would take longer than a key may."""
SHOWN = {True: (3000, 500), False: (6000, 1000)}
"""What of a folded line is shown before and behind the chip, in one line and in several."""
GLYPHS = {"\n": "↵", "\r": "␍", "\u2028": "¶", "\u2029": "¶", OBJECT: "□", "\x7f": "␡"}
QUIET = frozenset("\n\r\u2028\u2029")
"""Marks that are no danger, only unusual in one line."""

_UNSEEN = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ufdd0\ufdd1"
)
_JOINERS = r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
_TAGS = r"(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
_ASCII_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ASCII_IN_LINE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_IN_LINES = re.compile(f"[{_UNSEEN}]|{_JOINERS}|{_TAGS}")
_IN_LINE = re.compile(rf"[\n{_UNSEEN}]|{_JOINERS}|{_TAGS}")


@dataclass(frozen=True, slots=True)
class Content:
    """A text with its chips taken out: `raw` has U+FFFC where the next of `sources` stands."""

    raw: str
    sources: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text the content stands for."""
        if not self.sources:
            return self.raw
        parts = self.raw.split(OBJECT)
        mixed = (part + source for part, source in zip(parts, (*self.sources, ""), strict=True))
        return "".join(mixed)

    @property
    def folded(self) -> bool:
        """Whether parts of the text are not shown."""
        return any(is_fold(source) for source in self.sources)


def is_reference(text: str) -> bool:
    """Whether the text is exactly one `{{…}}` that can be read."""
    try:
        return parse(text).lone is not None
    except TemplateError:
        return False


def is_chip_of_reference(source: str) -> bool:
    """Whether a chip with this source stands for a reference."""
    return source.startswith("{{") and len(source) <= LONGEST_REFERENCE + 4


def is_fold(source: str) -> bool:
    """Whether a chip with this source stands for a part of the text that is not shown."""
    return len(source) > 1 and not is_chip_of_reference(source)


def opens(text: str, start: int) -> bool:
    """Whether `{{` at `start` opens a reference: an odd number of backslashes makes it literal."""
    first = start
    while first and text[first - 1] == "\\":
        first -= 1
    return (start - first) % 2 == 0


def references(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the readable references of a text stand, start and end; the rest may be unreadable."""
    position, stop = start, len(text) if stop is None else stop
    while (begin := text.find("{{", position, stop)) >= 0:
        end = _end(text, begin) if opens(text, begin) else None
        if end is not None and end <= stop:
            yield begin, end
        position = end or begin + 2


def _end(text: str, start: int) -> int | None:
    close, last = start, start + LONGEST_REFERENCE + 2
    while (close := text.find("}}", close + 1, last)) >= 0:
        if is_reference(text[start : close + 2]):
            return close + 2
        if text.find("{{", start + 2, close) >= 0 and '"' not in text[start:close]:
            return None
    return None


def content(text: str, *, one_line: bool, chips: bool) -> Content:
    """A text split into what is typed and what are chips."""
    pieces: list[str] = []
    sources: list[str] = []
    position = 0
    for start, end in _marks(text, one_line, chips):
        pieces.append(text[position:start])
        sources.append(text[start:end])
        position = end
    pieces.append(text[position:])
    return Content(OBJECT.join(pieces), tuple(sources))


def _marks(text: str, one_line: bool, chips: bool) -> Iterator[tuple[int, int]]:
    """Start and end of everything that becomes a chip, in order."""
    room = MOST_CHIPS if len(text) < LONG_TEXT else MOST_IN_LONG_TEXT
    unseen = _unseen(text, one_line)
    glyphs, position = 0, 0
    for fold in (*_long_parts(text, one_line), (len(text), len(text))):
        found = references(text, position, fold[0]) if chips and room and "{{" in text else ()
        known = tuple(islice(found, room))
        room -= len(known)
        for begin, end in (*known, (fold[0], fold[0])):
            for mark in unseen.finditer(text, position, begin):
                glyphs += 1
                if glyphs > MOST_GLYPHS:
                    yield mark.start(), len(text)
                    return
                yield mark.span()
            if end > begin:
                yield begin, end
            position = end
        if fold[1] > fold[0]:
            yield fold
        position = fold[1]


def _unseen(text: str, one_line: bool) -> re.Pattern[str]:
    """What finds the characters that become chips; the one for ASCII is much quicker."""
    if text.isascii():
        return _ASCII_IN_LINE if one_line else _ASCII_IN_LINES
    return _IN_LINE if one_line else _IN_LINES


def _long_parts(text: str, one_line: bool) -> Iterator[tuple[int, int]]:
    """The middles of lines that are too long to be laid out at every key."""
    if len(text) <= LONGEST_LINE:
        return
    before, behind = SHOWN[one_line]
    start = 0
    for line in (text,) if one_line else text.split("\n"):
        if len(line) > LONGEST_LINE:
            yield start + before, start + len(line) - behind
        start += len(line) + 1


def units(text: str) -> int:
    """Length in UTF-16 code units, which is how a document counts positions."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def whole(text: str) -> str:
    """The text with halves of characters, which no file can hold, as U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def visible(text: str) -> str:
    """The text for reading only: unseen characters as their labels."""
    return text if text.isascii() and text.isprintable() else _IN_LINE.sub(_label_of, text)


def _label_of(found: re.Match[str]) -> str:
    return label(found[0])


def label(source: str) -> str:
    """What a chip shows: `{{2.response.body.id}}` as `2 · response.body.id`."""
    if is_fold(source):
        return tr_count(
            "… {count} more character …",
            "… {count} more characters …",
            len(source),
            count=grouped(len(source)),
        )
    if len(source) == 1:
        return _glyph(source)
    inside = source[2:-2].strip()
    root, dot, rest = inside.partition(".")
    shown = f"{root} · {rest}" if dot and (root.isdigit() or root in ("env", "self")) else inside
    if len(shown) > LABEL_LENGTH:
        shown = f"{shown[: LABEL_LENGTH // 2]}…{shown[-LABEL_LENGTH // 2 :]}"
    return visible(shown)


def _glyph(mark: str) -> str:
    if mark in GLYPHS:
        return GLYPHS[mark]
    code = ord(mark)
    return chr(0x2400 + code) if code < 0x20 else f"U+{code:04X}"


def meaning(source: str) -> str:
    """What the tooltip says of a chip that is no reference."""
    if is_fold(source):
        return tr("This part is not shown, so that typing stays quick. Enter shows more of it.")
    if source in QUIET:
        return tr("Line break")
    code = f"U+{ord(source):04X}"
    name = unicodedata.name(source, "").capitalize() or tr("Control character")
    return tr("{name} ({code}), which is not seen otherwise", name=name, code=code)
