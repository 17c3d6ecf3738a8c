"""Which characters of the rows are selected, and how keys move the caret."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtGui import QKeyEvent, QKeySequence

from builder.viewer.rows import Rows, Spot

START = Spot(0, 0)
_WORD = re.compile(r"\w+")
Key = QKeySequence.StandardKey
MOVES: tuple[tuple[Key, Key, str], ...] = (
    (Key.MoveToPreviousChar, Key.SelectPreviousChar, "left"),
    (Key.MoveToNextChar, Key.SelectNextChar, "right"),
    (Key.MoveToPreviousLine, Key.SelectPreviousLine, "up"),
    (Key.MoveToNextLine, Key.SelectNextLine, "down"),
    (Key.MoveToPreviousPage, Key.SelectPreviousPage, "page-up"),
    (Key.MoveToNextPage, Key.SelectNextPage, "page-down"),
    (Key.MoveToStartOfLine, Key.SelectStartOfLine, "home"),
    (Key.MoveToEndOfLine, Key.SelectEndOfLine, "end"),
    (Key.MoveToStartOfDocument, Key.SelectStartOfDocument, "top"),
    (Key.MoveToEndOfDocument, Key.SelectEndOfDocument, "bottom"),
)


@dataclass(frozen=True, slots=True)
class Selection:
    """From where the selection was begun to where the caret is."""

    anchor: Spot
    caret: Spot

    @property
    def start(self) -> Spot:
        """The earlier end."""
        return min(self.anchor, self.caret)

    @property
    def end(self) -> Spot:
        """The later end."""
        return max(self.anchor, self.caret)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.caret

    def to(self, caret: Spot, extend: bool) -> Selection:
        """With the caret elsewhere; extended or begun anew there."""
        return replace(self, caret=caret) if extend else Selection(caret, caret)

    def columns(self, row: int, length: int) -> tuple[int, int] | None:
        """Selected characters of a row of that length, if the selection touches the row."""
        if self.empty or not self.start.row <= row <= self.end.row:
            return None
        first = self.start.column if row == self.start.row else 0
        last = self.end.column if row == self.end.row else length
        return first, last


def move_of(event: QKeyEvent) -> tuple[str, bool] | None:
    """Which way a key moves the caret and whether it selects; None for other keys."""
    for plain, selecting, name in MOVES:
        if event.matches(plain):
            return name, False
        if event.matches(selecting):
            return name, True
    return None


def moved(rows: Rows, spot: Spot, move: str, page: int) -> Spot:
    """Where a move leads to; `page` is the number of rows of a page."""
    row, column = spot
    last = rows.count - 1
    if move in ("left", "right"):
        return _sideways(rows, spot, 1 if move == "right" else -1)
    if move in ("home", "end"):
        return Spot(row, 0 if move == "home" else len(rows.text(row)))
    if move in ("top", "bottom"):
        return Spot(0, 0) if move == "top" else Spot(last, len(rows.text(last)))
    target = row + {"up": -1, "down": 1, "page-up": -page, "page-down": page}[move]
    target = max(0, min(target, last))
    return Spot(target, min(column, len(rows.text(target))))


def _sideways(rows: Rows, spot: Spot, step: int) -> Spot:
    column = spot.column + step
    if column < 0:
        return Spot(spot.row - 1, len(rows.text(spot.row - 1))) if spot.row else spot
    if column > len(rows.text(spot.row)):
        return Spot(spot.row + 1, 0) if spot.row + 1 < rows.count else spot
    return Spot(spot.row, column)


def word_at(rows: Rows, spot: Spot) -> Selection:
    """The word around a spot."""
    for word in _WORD.finditer(rows.text(spot.row)):
        if word.start() <= spot.column <= word.end():
            return Selection(Spot(spot.row, word.start()), Spot(spot.row, word.end()))
    return Selection(spot, spot)
