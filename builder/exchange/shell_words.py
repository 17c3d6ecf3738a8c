"""The words of a command as a shell would hand them over: bash, cmd and PowerShell.

Words are templates: a variable of the shell becomes a reference to the environment, and `{{` that
is just text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from builder.exchange.literal import literal


class Shell(Enum):
    """Whose quoting a command is written in."""

    BASH = "bash"
    CMD = "cmd"
    POWERSHELL = "PowerShell"


class QuoteProblem(ValueError):
    """A quote is not closed; the message says which."""


_CMD = re.compile(r'\^"|\^[ \t]*\r?\n|[^\s=:,\[{(]""[^\s"]|\^[&%{}]')
_POWERSHELL = re.compile(r"`[ \t]*\r?\n|\$env:\w", re.IGNORECASE)
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_ANSI = re.compile(
    r"\\(?:x(?P<hex>[0-9A-Fa-f]{1,2})|u(?P<u>[0-9A-Fa-f]{1,4})|U(?P<long>[0-9A-Fa-f]{1,8})"
    r"|(?P<octal>[0-7]{1,3})|(?P<one>.))",
    re.DOTALL,
)
_ANSI_NAMED = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f"}

_TOKENS = {
    Shell.BASH: re.compile(
        rf"""(?P<joined>\\\r?\n)
        | (?P<space>\s+)
        | '(?P<single>[^']*)'
        | \$'(?P<ansi>(?:[^'\\]|\\.)*)'
        | \$?"(?P<double>(?:[^"\\]|\\.)*)"
        | \$(?:\{{(?P<braced>{_NAME})\}}|(?P<variable>{_NAME}))
        | \\(?P<escaped>.)
        | (?P<open>['"])
        | (?P<plain>[^\s'"\\$]+|.)""",
        re.VERBOSE | re.DOTALL,
    ),
    Shell.POWERSHELL: re.compile(
        rf"""(?P<joined>`[ \t]*\r?\n)
        | (?P<space>\s+)
        | '(?P<single>(?:[^']|'')*)'
        | "(?P<double>(?:[^"`]|""|`.)*)"
        | \$(?:env:|\{{env:)(?P<variable>{_NAME})\}}?
        | `(?P<escaped>.)
        | (?P<open>['"])
        | (?P<plain>[^\s'"`$]+|.)""",
        re.VERBOSE | re.DOTALL | re.IGNORECASE,
    ),
}
_IN_DOUBLE = {
    Shell.BASH: re.compile(
        rf'\\(?P<escaped>["\\$`])|(?P<joined>\\\r?\n)|\$(?:\{{(?P<braced>{_NAME})\}}'
        rf"|(?P<variable>{_NAME}))|(?P<plain>[^\\$]+|.)",
        re.DOTALL,
    ),
    Shell.POWERSHELL: re.compile(
        rf'`(?P<escaped>.)|(?P<quote>"")|\$(?:env:|\{{env:)(?P<variable>{_NAME})\}}?'
        r'|(?P<plain>[^`"$]+|.)',
        re.DOTALL | re.IGNORECASE,
    ),
}


def shell_of(text: str) -> Shell:
    """Which shell a command is written for, by what only that shell has."""
    if _POWERSHELL.search(text):
        return Shell.POWERSHELL
    return Shell.CMD if _CMD.search(text) and "'" not in text.partition("^")[0] else Shell.BASH


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command, and whether it stands there without quotes or escapes."""

    text: str
    bare: bool


def words(text: str, shell: Shell) -> list[Word]:
    """The words of a command.

    Raises:
        QuoteProblem: A quote is not closed.
    """
    if shell is Shell.CMD:
        found = _runtime_words(_without_carets(text))
        return [Word(literal(word.text), word.bare) for word in found]
    return list(_quoted_words(text, shell))


def _quoted_words(text: str, shell: Shell) -> Iterator[Word]:
    word = plain = ""
    begun, bare = False, True
    for found in _TOKENS[shell].finditer(text):
        kind = found.lastgroup or ""
        if kind == "open":
            raise QuoteProblem(f"The quote {found[0]} at character {found.start() + 1} is open.")
        if kind == "joined":
            continue
        if kind == "space":
            if begun:
                yield Word(word + literal(plain), bare)
            word, plain, begun, bare = "", "", False, True
            continue
        begun = True
        bare &= kind == "plain"
        for reference, piece in _pieces(kind, found[kind], shell):
            if reference:
                word, plain = word + literal(plain) + piece, ""
            else:
                plain += piece
    if begun:
        yield Word(word + literal(plain), bare)


def _pieces(kind: str, content: str, shell: Shell) -> Iterator[tuple[bool, str]]:
    """What a token stands for: whether each piece is a reference, and its text."""
    if kind in ("variable", "braced"):
        yield True, f"{{{{env.{content}}}}}"
    elif kind == "double":
        for found in _IN_DOUBLE[shell].finditer(content):
            inner = found.lastgroup or ""
            if inner == "quote":
                yield False, '"'
            elif inner == "escaped" and shell is Shell.POWERSHELL:
                yield False, _ANSI_NAMED.get(found["escaped"], found["escaped"])
            elif inner != "joined":
                yield from _pieces(inner, found[inner], shell)
    elif kind == "ansi":
        yield False, _ANSI.sub(_ansi, content)
    elif kind == "single" and shell is Shell.POWERSHELL:
        yield False, content.replace("''", "'")
    else:
        yield False, content


def _ansi(found: re.Match[str]) -> str:
    if found["one"]:
        return _ANSI_NAMED.get(found["one"], found["one"])
    digits, base = (found["octal"], 8) if found["octal"] else (found[found.lastgroup or 0], 16)
    number = int(digits, base)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _without_carets(text: str) -> str:
    """What cmd hands on: a caret outside quotes takes the next character's meaning away."""
    parts: list[str] = []
    quoted = False
    position = 0
    while position < len(text):
        character = text[position]
        if character == "^" and not quoted:
            line = re.compile(r"[ \t]*\r?\n").match(text, position + 1)
            position = line.end() if line else position + 1
            parts.append(text[position : position + 1])
        else:
            quoted ^= character == '"'
            parts.append(character)
        position += 1
    return "".join(parts)


_RUNTIME = re.compile(r'(?P<slashes>\\*)"|(?P<space>\s+)|(?P<plain>[^\s"\\]+|\\)')


def _runtime_words(text: str) -> Iterator[Word]:
    """What a Windows program makes of its command line: quotes, and backslashes before them."""
    word = ""
    begun = quoted = False
    bare = True
    position = 0
    while found := _RUNTIME.match(text, position):
        position = found.end()
        slashes = found["slashes"]
        if found["space"] and not quoted:
            if begun:
                yield Word(word, bare)
            word, begun, bare = "", False, True
            continue
        begun = True
        bare &= slashes is None
        if slashes is None:
            word += found[0]
        elif len(slashes) % 2:
            word += "\\" * (len(slashes) // 2) + '"'
        elif quoted and text.startswith('"', position):
            word += "\\" * (len(slashes) // 2) + '"'
            position += 1
        else:
            word += "\\" * (len(slashes) // 2)
            quoted = not quoted
    if quoted:
        raise QuoteProblem('A quote " is open.')
    if begun:
        yield Word(word, bare)
