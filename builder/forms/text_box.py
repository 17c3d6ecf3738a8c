"""A text with chips in a frame, with the button that opens the variable menu while it has focus."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from shiboken6 import isValid

from builder.forms.chip_edit import ChipEdit
from builder.forms.context import FormContext
from builder.forms.live import describe, faulty
from builder.forms.tip import tip
from builder.forms.variable_menu import VariableMenu
from builder.look.language import tr
from builder.look.theme import RADIUS


class TextBox(QWidget):
    """An editor in a frame of its own, or frameless as the cell of a table.

    Attributes:
        edit: The editor.
        accepts: Kinds of values that may be inserted; empty for all.

    Signals:
        edited: The new text.
    """

    edited = Signal(object)

    def __init__(
        self,
        context: FormContext,
        *,
        one_line: bool = True,
        references: bool = True,
        cell: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._cell = cell
        self._bad = False
        self._lit = False
        self._faults: dict[tuple[int, str], bool] = {}
        self.accepts: Collection[str] = ()
        variables = context.variables
        self.edit = ChipEdit(
            context.look,
            one_line=one_line,
            references=references,
            faulty=self._is_faulty,
            parent=self,
        )
        self.edit.describe = lambda source: describe(source, variables, context.own)
        self.button = self._make_button()
        self._lay_out(one_line)
        self.edit.edited.connect(self.edited.emit)
        self.edit.focused.connect(self._focus_moved)
        self.edit.menu_wanted.connect(self.open_menu)
        self.edit.dragged_over.connect(self._light)
        self.setAcceptDrops(True)
        variables.changed.connect(self._values_changed)
        context.look.changed.connect(self.update)

    def _is_faulty(self, source: str) -> bool:
        """Whether a chip leads nowhere, worked out once: it is asked at every repaint."""
        variables = self._context.variables
        key = (variables.number, source)
        if key not in self._faults:
            self._faults[key] = faulty(source, variables, self._context.own)
        return self._faults[key]

    def _values_changed(self) -> None:
        self._faults.clear()
        self.edit.viewport().update()

    def _make_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setText("{ }")
        button.setProperty("tight", True)
        button.setFont(self._context.look.font(11, bold=True, code=True))
        button.setToolTip(tr("Insert a variable ({{ or Ctrl+Space)"))
        button.setAccessibleName(tr("Insert a variable"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(self.open_menu)
        button.hide()
        return button

    def _lay_out(self, one_line: bool) -> None:
        row = self._row = QHBoxLayout(self)
        side = 4 if self._cell else 7
        top = 3 if one_line else 4
        row.setContentsMargins(side, top + (2 if one_line else 0), 4, top - (2 if one_line else 0))
        row.setSpacing(2)
        middle = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag(0)
        row.addWidget(self.edit, 1, middle)
        row.addWidget(self.button, 0, middle if one_line else Qt.AlignmentFlag.AlignTop)
        upright = QSizePolicy.Policy.Fixed if one_line else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, upright)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        if one_line:
            self.setFixedHeight(32)

    def add_before(self, widget: QWidget) -> None:
        """Put something fixed before the text."""
        self._row.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_tool(self, tool: QWidget) -> None:
        """Put a small button at the right end."""
        self._row.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)

    def text(self) -> str:
        """The text, chips as `{{…}}`."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show a text."""
        self.edit.set_text(text)

    def set_bad(self, problem: str) -> None:
        """Mark the frame while there is a problem; the sentence is the tooltip."""
        if bool(problem) != self._bad:
            self._bad = bool(problem)
            self.update()
        self.setToolTip(tip(problem))
        self.edit.set_problem(problem)

    def open_menu(self) -> None:
        """Open the variable menu under the box."""
        menu = VariableMenu(self._context, self.accepts, self.window())
        menu.chosen.connect(self._insert)
        menu.dismissed.connect(self.edit.setFocus)
        menu.destroyed.connect(self._menu_gone)
        self._light(True)
        menu.open_at(self)

    def _menu_gone(self) -> None:
        if isValid(self):
            self._light(False)

    def _light(self, on: bool) -> None:
        """Look as with the focus: a menu is open for it, or something can be dropped here."""
        self._lit = on
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Beside the text is as good as in it."""
        if event.mimeData().hasText():
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It is gone."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put it behind the text."""
        self._light(False)
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.insertFromMimeData(event.mimeData())
        event.acceptProposedAction()

    def _insert(self, path: str) -> None:
        self.edit.setFocus()
        self.edit.insert_reference(f"{{{{{path}}}}}")

    def _focus_moved(self, here: bool) -> None:
        self.button.setVisible(here and self.edit.references)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the text is a click into it."""
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and border; a cell has a border only with focus or a problem."""
        theme = self._context.look.theme
        focus = self.edit.hasFocus() or self._lit
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.accent if focus else theme.warning if self._bad else theme.border
        if self._cell and not focus and not self._bad:
            return
        width = 2 if focus else 1
        painter.setPen(QPen(ink, width))
        painter.setBrush(Qt.BrushStyle.NoBrush if self._cell else theme.raised)
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, 3 if self._cell else RADIUS, 3 if self._cell else RADIUS)
