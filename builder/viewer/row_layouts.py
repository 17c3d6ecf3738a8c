"""Rows laid out for painting: characters to pixels and back, colours, marks."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from builder.look.theme import Look, Theme
from builder.viewer.highlight import Highlighter, Ink, Span
from builder.viewer.rows import Rows

KEPT = 400
"""Rows whose layouts are remembered."""
BATCH = 4
"""Rows coloured between two looks at the clock."""
BUDGET = 0.005
"""Seconds of one paint that colouring may take; the rest follows in the next."""
TAB = 4
PIECE = 160
"""Characters that are laid out at a time: painting a row costs as much as is visible of it."""


class Mark(NamedTuple):
    """A coloured ground behind some characters of a row."""

    start: int
    end: int
    colour: QColor


class Piece:
    """Some characters of a row, laid out in one line."""

    def __init__(self, text: str, spans: Sequence[Span], look: Look) -> None:
        self._text = text
        self._wide = not text.isascii() and any(character > "\uffff" for character in text)
        font = look.font(12, code=True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(" ") * TAB)
        self._layout = QTextLayout(text, font)
        self._layout.setTextOption(option)
        formats = [
            self._range(s.start, s.start + s.length, ink(s.ink, look.theme), None) for s in spans
        ]
        self._layout.setFormats(formats)
        self._layout.beginLayout()
        self._line = self._layout.createLine()
        self._layout.endLayout()

    @property
    def width(self) -> float:
        """Pixels the text takes."""
        return self._line.naturalTextWidth()

    def x(self, column: int) -> float:
        """Pixels before a character."""
        x, _ = cast("tuple[float, int]", self._line.cursorToX(self._units(column)))
        return x

    def column(self, x: float) -> int:
        """The gap between characters that is nearest to a pixel."""
        units = self._line.xToCursor(x)
        if not self._wide:
            return units
        return len(self._text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))

    def draw(self, painter: QPainter, x: float, y: float, marks: Sequence[Mark]) -> None:
        """Paint with the top left corner at a point, marks behind the text."""
        ranges = [self._range(mark.start, mark.end, None, mark.colour) for mark in marks]
        self._layout.draw(painter, QPointF(x, y), ranges)

    def _units(self, column: int) -> int:
        """Qt counts in UTF-16 units."""
        return len(self._text[:column].encode("utf-16-le")) // 2 if self._wide else column

    def _range(
        self, start: int, end: int, ink: QColor | None, ground: QColor | None
    ) -> QTextLayout.FormatRange:
        part = QTextLayout.FormatRange()
        part.start = self._units(start)
        part.length = self._units(end) - part.start
        form = QTextCharFormat()
        if ink is not None:
            form.setForeground(ink)
        if ground is not None:
            form.setBackground(ground)
        part.format = form
        return part


class RowLayout:
    """One row of text, in pieces that are laid out when they come into view."""

    def __init__(self, text: str, spans: Sequence[Span], look: Look) -> None:
        self.text = text
        self._spans = spans
        self._look = look
        self._pieces: dict[int, Piece] = {}
        advance = QFontMetricsF(look.font(12, code=True)).horizontalAdvance("0")
        self._lefts = [0.0]
        for number, start in enumerate(range(0, max(1, len(text)), PIECE)):
            part = text[start : start + PIECE]
            plain = part.isascii() and "\t" not in part
            width = len(part) * advance if plain else self._piece(number).width
            self._lefts.append(self._lefts[-1] + width)

    @property
    def width(self) -> float:
        """Pixels the text takes."""
        return self._lefts[-1]

    def x(self, column: int) -> float:
        """Pixels before a character."""
        number = min(column // PIECE, len(self._lefts) - 2)
        return self._lefts[number] + self._piece(number).x(column - number * PIECE)

    def column(self, x: float) -> int:
        """The gap between characters that is nearest to a pixel."""
        number = max(0, min(bisect_right(self._lefts, x) - 1, len(self._lefts) - 2))
        return number * PIECE + self._piece(number).column(x - self._lefts[number])

    def draw(
        self, painter: QPainter, x: float, y: float, right: float, marks: Sequence[Mark]
    ) -> None:
        """Paint what is visible up to a pixel `right`, the row's top left corner at a point."""
        for number, left in enumerate(self._lefts[:-1]):
            if x + self._lefts[number + 1] >= 0 and x + left <= right:
                start = number * PIECE
                inside = [
                    Mark(max(0, mark.start - start), min(PIECE, mark.end - start), mark.colour)
                    for mark in marks
                    if mark.end > start and mark.start < start + PIECE
                ]
                self._piece(number).draw(painter, x + left, y, inside)

    def _piece(self, number: int) -> Piece:
        found = self._pieces.get(number)
        if found is None:
            start, end = number * PIECE, (number + 1) * PIECE
            spans = [
                Span(max(0, span.start - start), _overlap(span, start, end), span.ink)
                for span in self._spans
                if span.start < end and span.start + span.length > start
            ]
            found = self._pieces[number] = Piece(self.text[start:end], spans, self._look)
        return found


def _overlap(span: Span, start: int, end: int) -> int:
    return min(end, span.start + span.length) - max(start, span.start)


def ink(kind: Ink, theme: Theme) -> QColor:
    """The colour of an ink."""
    return {
        Ink.KEY: theme.purple,
        Ink.TEXT: theme.ok,
        Ink.NUMBER: theme.blue,
        Ink.COMMENT: theme.muted,
    }[kind]


class RowLayouts:
    """Layouts of the rows looked at, made and coloured when they are first painted.

    Attributes:
        waiting: Whether rows of the last `prepare` are still without colours.
    """

    def __init__(self, rows: Rows, highlighter: Highlighter | None, look: Look) -> None:
        self._rows = rows
        self._highlighter = highlighter
        self._look = look
        self._spans: OrderedDict[int, Sequence[Span]] = OrderedDict()
        self._layouts: OrderedDict[int, RowLayout] = OrderedDict()
        self.waiting = False

    def get(self, row: int) -> RowLayout:
        """The layout of a row, coloured if it has been prepared."""
        found = self._layouts.get(row)
        if found is None:
            found = RowLayout(self._rows.text(row), self._spans.get(row, ()), self._look)
            self._layouts[row] = found
            if len(self._layouts) > KEPT:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(row)
        return found

    def prepare(self, first: int, last: int) -> None:
        """Colour the rows `first` to `last`, as many of them as the time allows."""
        self.waiting = False
        if self._highlighter is None:
            return
        deadline = perf_counter() + BUDGET
        missing = [row for row in range(first, last + 1) if row not in self._spans]
        while missing:
            if perf_counter() > deadline:
                self.waiting = True
                return
            begin = missing[0]
            stop = next((row for row in missing if row >= begin + BATCH), last + 1)
            self._colour(self._highlighter, begin, min(stop, begin + BATCH, last + 1))
            missing = [row for row in missing if row >= begin + BATCH]

    def _colour(self, highlighter: Highlighter, begin: int, end: int) -> None:
        above = max(0, begin - highlighter.context)
        texts = [self._rows.text(row) for row in range(above, end)]
        for row, spans in zip(range(above, end), highlighter.spans(texts), strict=True):
            if row >= begin:
                self._spans[row] = spans
                self._layouts.pop(row, None)
        while len(self._spans) > 2 * KEPT:
            self._spans.popitem(last=False)
