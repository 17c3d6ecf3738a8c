"""Strings and comments that go over several lines, which a lexer of single lines cannot know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

STATES = ("", "/*", "`", '"""', "'''")
"""What can be open at the beginning of a line; nothing first."""
LOOK_BACK = 500
"""So many lines above the first visible one are looked through for what is open there."""

_END: Mapping[str, re.Pattern[str]] = {
    "/*": re.compile(r"\*/"),
    "`": re.compile(r"(?:[^`\\]|\\.)*?(`)"),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*?(""")'),
    "'''": re.compile(r"(?:[^'\\]|\\.|'(?!''))*?(''')"),
}
_JAVASCRIPT = re.compile(r"""//.*|(?P<open>/\*|`)|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?""")
_PYTHON = re.compile(
    r"""\#.*|(?P<open>\"{3}|'{3})|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?""",
)
_CODE = {"javascript": _JAVASCRIPT, "python": _PYTHON}


@lru_cache(maxsize=8192)
def parts(language: str, state: str, line: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """A line in parts.

    Args:
        language: A language that has such strings or comments; of any other a line is one part.
        state: What is open at its beginning.
        line: The text.

    Returns:
        Start, end and state of each part, and what is open at the end of the line.
    """
    code = _CODE.get(language)
    if code is None:
        return ((0, len(line), ""),), ""
    found: list[tuple[int, int, str]] = []
    start = at = 0
    while at <= len(line):
        if state:
            end = _END[state].search(line, at) if state == "/*" else _END[state].match(line, at)
            at = end.end() if end else len(line)
            found.append((start, at, state))
            if end is None:
                return tuple(found), state
            state, start = "", at
            continue
        opening = next((f for f in code.finditer(line, at) if f["open"]), None)
        if opening is None:
            break
        found.append((start, opening.start(), ""))
        state, start, at = opening["open"], opening.start(), opening.end()
    found.append((start, len(line), ""))
    return tuple(part for part in found if part[1] > part[0]), ""


def open_after(language: str, lines: Iterable[str]) -> str:
    """What is open after some lines, the first of which is taken to begin with nothing open."""
    state = ""
    if language in _CODE:
        for line in lines:
            state = parts(language, state, line)[1]
    return state
