"""Where the rows of a table stand: one below the other, in a border, moved by dragging."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from builder.forms.context import FormContext
from builder.forms.table_row import TableRow
from builder.look.theme import RADIUS


class TableFrame(QWidget):
    """The border round the rows, and the line that shows where a dragged row would go.

    Attributes:
        rows: The layout the rows stand in.
        widgets: The rows, top down; the empty one at the end among them.
    """

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._gap: int | None = None
        self._gap_y = 0
        self._spare: list[TableRow] = []
        self.widgets: list[TableRow] = []
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(1, 1, 1, 1)
        self.rows.setSpacing(0)

    def drag(self, global_y: int) -> None:
        """Show the gap nearest to the mouse."""
        y = self.mapFromGlobal(QPoint(0, global_y)).y()
        ends = [0, *(widget.geometry().bottom() for widget in self.widgets[:-1])]
        self._gap = min(range(len(ends)), key=lambda gap: abs(ends[gap] - y))
        self._gap_y = max(2, ends[self._gap])
        self.update()

    def drop(self) -> int | None:
        """The gap that was shown; nothing is shown any more."""
        gap, self._gap = self._gap, None
        self.update()
        return gap

    def append(self, widget: TableRow) -> None:
        """Show another row, below the others."""
        self.widgets.append(widget)
        self.rows.addWidget(widget)

    def put_aside(self) -> None:
        """Keep the last row for later: to show one is much quicker than to make one."""
        widget = self.widgets.pop()
        self.rows.removeWidget(widget)
        widget.hide()
        self._spare.append(widget)

    def take_back(self) -> bool:
        """Show the row that was put aside last, empty, at the end; False when there is none."""
        if not self._spare:
            return False
        widget = self._spare.pop()
        self.append(widget)
        widget.set_row(None)
        widget.show()
        return True

    def go_to(self, index: int, column: int) -> None:
        """Put the focus into a cell; of the last row when there are fewer."""
        if self.widgets:
            self.widgets[min(index, len(self.widgets) - 1)].keys.go_to(column)

    def walk(self, index: int, step: int) -> None:
        """Put the focus into the same column of the row above (-1) or below (1)."""
        if 0 <= index + step < len(self.widgets):
            self.go_to(index + step, self.widgets[index].keys.column)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and border, and the line in the accent's colour."""
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.border, 1))
        painter.setBrush(theme.raised)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self._gap is not None:
            painter.fillRect(4, self._gap_y - 1, self.width() - 8, 3, theme.accent)
