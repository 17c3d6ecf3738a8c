"""Characters that cannot be seen, or that move others about, shown as signs that can be seen."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 1200
"""Characters of a message that are shown."""
HIDDEN_SIGN = "▯"
"""Stands for a character without a picture of its own; exactly one character, as columns count."""

_PICTURES = {code: 0x2400 + code for code in range(32) if code != 9} | {127: 0x2421}
_HIDDEN = (
    *range(0x80, 0xA0),  # controls of ISO 8859
    0x00AD,  # soft hyphen
    0x061C,  # Arabic letter mark
    *range(0x200B, 0x2010),  # zero width, joiners, left-to-right and right-to-left mark
    *range(0x2028, 0x202F),  # line and paragraph separator, embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, invisible operators, isolates
    0xFEFF,  # byte order mark
    *range(0xFFF9, 0xFFFC),  # interlinear annotations
    *range(0xE0000, 0xE0080),  # tags
)
SIGNS = {**_PICTURES, **dict.fromkeys(_HIDDEN, ord(HIDDEN_SIGN))}
"""For `str.translate`: a control to its picture, anything else unseen to the sign."""


_LINE_SIGNS = {code: sign for code, sign in SIGNS.items() if code != 10}

UNSEEN = re.compile(f"[{HIDDEN_SIGN}\u2400-\u2421]")
"""Finds the signs in a text that `visible` gave."""


def visible(text: str) -> str:
    """A text in which nothing is unseen and nothing moves what stands around it; as long as before.

    A tab stays.
    """
    return text if text.isprintable() else text.translate(SIGNS)


def visible_lines(text: str) -> str:
    """The same of a message: its line breaks stay, and of a very long one its beginning and end.

    Messages quote what was typed or answered, and no label can lay out a megabyte in time.
    """
    if len(text) > LONGEST:
        text = f"{text[: LONGEST * 3 // 4]} … {text[-LONGEST // 4 :]}"
    return text if text.isprintable() else text.translate(_LINE_SIGNS)


def unseen_name(character: str) -> str:
    """ "U+202E RIGHT-TO-LEFT OVERRIDE" for a character that is shown as a sign; else empty."""
    if ord(character) not in SIGNS:
        return ""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control')}"
