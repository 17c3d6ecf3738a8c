"""A fault at a place in a text that somebody typed."""

from __future__ import annotations


class TextFault(ValueError):
    """A text is not what it should be.

    Attributes:
        reason: What is wrong, without the place.
        line: 1-based line of the fault; 0 when there is no place.
        column: 1-based column, counted in characters.
    """

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        place = f" at line {line}, column {column}" if line else ""
        super().__init__(f"{reason}{place}")
        self.reason = reason
        self.line = line
        self.column = column


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both 1-based, of a 0-based offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
