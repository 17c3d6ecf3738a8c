"""What the body view paints: numbered rows of text over bytes."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from builder.viewer.body import Bytes


class Spot(NamedTuple):
    """A place between two characters: a row and how many characters of it come before."""

    row: int
    column: int


class Rows(Protocol):
    """Bytes as rows. Rows are few to start with and grow with `advance` until `complete`."""

    data: Bytes

    @property
    def count(self) -> int:
        """Rows known so far; at least 1."""
        ...

    @property
    def complete(self) -> bool:
        """Whether all rows are known."""
        ...

    def advance(self, seconds: float) -> bool:
        """Find further rows for about that long. False when all are known."""
        ...

    def label(self, row: int) -> str:
        """What stands in the margin: the number of the line, or nothing where one goes on."""
        ...

    def text(self, row: int) -> str:
        """The characters of a row as painted, without line break."""
        ...

    def offset(self, spot: Spot) -> int:
        """The byte at a spot."""
        ...

    def spot(self, offset: int) -> Spot:
        """The spot before a byte."""
        ...

    def copied(self, start: Spot, end: Spot) -> str:
        """The text between two spots as the clipboard gets it."""
        ...
