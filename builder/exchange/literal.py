"""Text from elsewhere as a template: nothing in it is a reference."""

from __future__ import annotations

import re

_OPENING = re.compile(r"\\*\{\{")


def literal(text: str) -> str:
    """The template that stands for just that text.

    Braces after an odd number of backslashes are no reference already; no template stands for them
    with all their backslashes.
    """
    return _OPENING.sub(_escaped, text) if "{{" in text else text


def _escaped(found: re.Match[str]) -> str:
    slashes = len(found[0]) - len("{{")
    return found[0] if slashes % 2 else f"\\{found[0]}"
