"""A body as a screen reader meets it: a list of the rows that are in sight, then the scroll bars.

Nothing here exists until an assistive technology asks for it. A body may have millions of rows, so
there is one object for each line of the view; what it says follows the scroll bar.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from builder.look.painted_part import PaintedPart, let_go
from builder.viewer.body_view import BodyView
from builder.viewer.rows_view import ROW_PADDING


class RowAccess(PaintedPart):
    """One visible row."""

    def __init__(self, body: BodyAccess, line: int) -> None:
        super().__init__(body, body.view, QAccessible.Role.ListItem)
        self._body, self.line = body, line

    @property
    def row(self) -> int:
        """The row of the body that stands there now."""
        return self._body.view.verticalScrollBar().value() + self.line

    def isValid(self) -> bool:
        """Whether there is such a row."""
        return self.line < self._body.shown

    def text(self, kind: QAccessible.Text) -> str:
        """The row's label and text."""
        if kind is not QAccessible.Text.Name or not self.isValid():
            return ""
        return self._body.view.spoken_row(self.row)

    def rect(self) -> QRect:
        """Where the row is on the screen."""
        view = self._body.view
        viewport = view.viewport()
        top = viewport.mapToGlobal(QPoint(0, ROW_PADDING + self.line * view.row_height))
        return QRect(top.x(), top.y(), viewport.width(), view.row_height)

    def state(self) -> QAccessible.State:
        """Whether the caret is in it."""
        view = self._body.view
        state = QAccessible.State()
        state.readOnly = state.focusable = state.selectable = True
        state.selected = view.selection.caret.row == self.row
        state.focused = state.selected and view.hasFocus()
        return state


class BodyAccess(QAccessibleWidget):
    """The body: its visible rows, then the widgets on it."""

    def __init__(self, view: BodyView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self.view = view
        self._made: list[tuple[RowAccess, int]] = []
        view.destroyed.connect(self._forget)

    @property
    def shown(self) -> int:
        """How many rows are in sight."""
        left = self.view.rows.count - self.view.verticalScrollBar().value()
        return max(0, min(self.view.page(), left))

    def childCount(self) -> int:
        """Rows and widgets."""
        return self.shown + super().childCount()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """A row or a widget."""
        if index >= self.shown:
            return super().child(index - self.shown)
        while len(self._made) <= index:
            access = RowAccess(self, len(self._made))
            self._made.append((access, QAccessible.registerAccessibleInterface(access)))
        return self._made[index][0]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Where a row or a widget stands."""
        if isinstance(child, RowAccess):
            return child.line if child.isValid() else -1
        place = super().indexOfChild(child)
        return place if place < 0 else self.shown + place

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The row the caret is in, if it is in sight."""
        line = self.view.selection.caret.row - self.view.verticalScrollBar().value()
        if self.view.hasFocus() and 0 <= line < self.shown:
            return self.child(line)
        return super().focusChild()

    def _forget(self) -> None:
        while self._made:
            let_go(*self._made.pop())


def access_of(thing: QObject) -> QAccessibleInterface | None:
    """The accessible object of a body, made anew; None for anything else."""
    return BodyAccess(thing) if isinstance(thing, BodyView) else None
