"""Names of files as they can be shown: what would hide or turn text is written out."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters of a name that are shown."""

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Unicode categories without a glyph, or that change how text around them is laid out."""


_JOINERS = re.compile(r"(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")
"""What makes one picture of two, or parts letters of scripts that join: in use, and harmless."""


def shown_name(name: str) -> str:
    r"""A name with invisible and directional characters as `\u202e`, its middle left out if long.

    A right-to-left override in a name could make it read as another file's; bytes that are no
    UTF-8 stand in Python's names as lone surrogates, which no widget can draw.
    """
    if not name.isprintable() or len(name) > LONGEST:
        kept = {found.start() for found in _JOINERS.finditer(name)}
        name = "".join(c if at in kept else _escaped(c) for at, c in enumerate(name))
        if len(name) > LONGEST:
            name = f"{name[: LONGEST // 2]}…{name[-LONGEST // 2 :]}"
    return name


def _escaped(character: str) -> str:
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
