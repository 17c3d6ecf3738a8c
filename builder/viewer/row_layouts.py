"""Rows laid out for painting: characters to pixels and back, colours, marks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple, cast

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtGui import QTextOption as Option

from builder.look.theme import Look, Theme
from builder.viewer.highlight import Highlighter, Ink, Span
from builder.viewer.rows import Rows

KEPT = 400
"""Rows whose layouts are remembered."""
BATCH = 4
"""Rows coloured between two looks at the clock."""
BUDGET = 0.008
"""Seconds of one paint that colouring may take; the rest follows in the next."""
TAB = 4


class Mark(NamedTuple):
    """A coloured ground behind some characters of a row."""

    start: int
    end: int
    colour: QColor


class RowLayout:
    """One row of text, laid out in one line."""

    def __init__(self, text: str, spans: Sequence[Span], look: Look) -> None:
        self.text = text
        self._wide = (
            any(character > "\uffff" for character in text) if not text.isascii() else False
        )
        font = look.font(12, code=True)
        option = Option()
        option.setWrapMode(Option.WrapMode.NoWrap)
        option.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(" ") * TAB)
        self._layout = QTextLayout(text, font)
        self._layout.setTextOption(option)
        self._layout.setFormats(
            [self._range(s.start, s.start + s.length, ink(s.ink, look.theme)) for s in spans]
        )
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
        return len(self.text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore"))

    def draw(self, painter: QPainter, x: float, y: float, marks: Sequence[Mark]) -> None:
        """Paint the row with its top left corner at a point, marks behind the text."""
        ranges = []
        for mark in marks:
            part = self._range(mark.start, mark.end, None)
            part.format.setBackground(QBrush(mark.colour))
            ranges.append(part)
        self._layout.draw(painter, QPointF(x, y), ranges)

    def _units(self, column: int) -> int:
        """Qt counts in UTF-16 units."""
        return len(self.text[:column].encode("utf-16-le")) // 2 if self._wide else column

    def _range(self, start: int, end: int, colour: QColor | None) -> QTextLayout.FormatRange:
        part = QTextLayout.FormatRange()
        part.start = self._units(start)
        part.length = self._units(end) - part.start
        form = QTextCharFormat()
        if colour is not None:
            form.setForeground(QBrush(colour))
        part.format = form
        return part


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
