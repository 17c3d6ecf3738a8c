"""One row of a key-value table."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from builder.forms.bulk import AnyRow
from builder.forms.choice_field import Choice, words
from builder.forms.context import FormContext
from builder.forms.file_cell import FileCell
from builder.forms.row_keys import RowKeys
from builder.forms.secret_field import SecretBox
from builder.forms.text_box import TextBox
from builder.forms.tinted import tinted
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.model.secret import Secret

HEIGHT = 32
SIDE = 29
"""Width of the first and the last column, px."""
TYPE_WIDTH = 78
KEY_SHARE, VALUE_SHARE = 4, 6
EXTRAS = {"content_type": "Content type", "file_name": "File name"}
"""What the fields of a row that have no column are called."""


class RowHandle(QToolButton):
    """The ⋮ at the end of a row: a click opens its menu, dragging moves the row.

    Signals:
        menu_wanted: Where the menu goes, in global coordinates.
        dragged: Global y while the mouse is held.
        dropped: The mouse was let go after a drag.
    """

    menu_wanted = Signal(QPoint)
    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, context: FormContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        self._moving = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setIconSize(QSize(14, 14))
        tinted(self, "more", context.look)
        self.setToolTip(tr("Click for duplicate, move, delete; drag to move the row"))
        self.setAccessibleName(tr("Row menu"))
        self.setFixedSize(24, 24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or the start of a drag."""
        self._pressed = event.globalPosition().toPoint()
        self._moving = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag once the mouse has moved far enough."""
        if self._pressed is None:
            return
        now = event.globalPosition().toPoint()
        far = (now - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        self._moving = self._moving or far
        if self._moving:
            self.dragged.emit(now.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu, or drop."""
        if self._moving:
            self.dropped.emit()
        elif self._pressed is not None:
            self.open_menu()
        self._pressed = None
        self._moving = False

    def open_menu(self) -> None:
        """Ask for the menu, below this."""
        self.menu_wanted.emit(self.mapToGlobal(QPoint(0, self.height())))


class TableRow(QWidget):
    """Shows a row, or the empty one at the end of a table in which typing makes a new row.

    Attributes:
        key: The editor of the key.
        value: The editor of the value.

    Signals:
        edited: Name of the row's field, and its new value.
        entered: Enter in the value: on to the next row.
        menu_wanted: Where the row's menu goes.
        moved: Alt and an arrow key: -1 up, 1 down.
        erased: Backspace in the empty key of an empty row, or Del on the check box.
    """

    edited = Signal(str, object)
    entered = Signal()
    menu_wanted = Signal(QPoint)
    moved = Signal(int)
    erased = Signal()

    def __init__(
        self,
        context: FormContext,
        types: tuple[Enum, ...],
        extras: tuple[str, ...],
        secret: bool,
        accepts: Collection[str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._row: AnyRow | None = None
        self.enabled = QCheckBox(self)
        self.enabled.setFixedSize(16, 18)
        self.enabled.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.enabled.setToolTip(tr("Send this row. Here Space switches, ↑↓ walk, Del deletes."))
        self.key = TextBox(context, cell=True, parent=self)
        self.value = TextBox(context, cell=True, parent=self)
        self.secret = SecretBox(context, cell=True, parent=self) if secret else None
        self.file = FileCell(context, self.value, self)
        self.types = types
        self.type: Choice | None = None
        self.handle = RowHandle(context, self)
        self.extras = {name: TextBox(context, cell=True, parent=self) for name in extras}
        for box in (self.key, self.value):
            box.accepts = accepts
        if self.secret is not None:
            self.value.hide()
            self.value = self.secret.box
        self._lay_out()
        cells: tuple[QWidget, ...] = (self.enabled, self.key.edit, self.value.edit)
        self.keys = RowKeys((*cells, self.type) if self.type else cells, self)
        self._connect()

    def name(self, table: str, number: int) -> None:
        """Tell screen readers of which table and row the cells are."""
        place = tr("{table}, row {n}", table=table, n=number)
        self.setAccessibleName(place)
        self.enabled.setAccessibleName(tr("{place}: on", place=place))
        self.key.edit.setAccessibleName(tr("{place}: key", place=place))
        self.value.edit.setAccessibleName(tr("{place}: value", place=place))
        self.handle.setAccessibleName(tr("{place}: menu", place=place))
        if self.type is not None:
            name_choice(self.type, tr("{place}: type", place=place))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignCenter
        grid.addWidget(self.enabled, 0, 0, middle)
        grid.addWidget(self.key, 0, 1)
        grid.addWidget(self.secret or self.value, 0, 2)
        self.value.add_tool(self.file)
        if self.types:
            self.type = self._type_choice()
            grid.addWidget(self.type, 0, 4, middle)
            grid.setColumnMinimumWidth(4, TYPE_WIDTH)
        grid.addWidget(self.handle, 0, 5, middle)
        grid.setColumnMinimumWidth(0, SIDE)
        grid.setColumnMinimumWidth(5, SIDE)
        grid.setColumnStretch(1, KEY_SHARE)
        grid.setColumnStretch(2, VALUE_SHARE)
        for line, (name, box) in enumerate(self.extras.items(), 1):
            title = tr(EXTRAS[name])
            box.edit.set_hint(tr("{name}: automatic", name=title))
            box.edit.setAccessibleName(title)
            box.hide()
            grid.addWidget(box, line, 2, 1, 3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT + 1)

    def _type_choice(self) -> Choice:
        choice = Choice(self)
        choice.addItems([words(member) for member in self.types])
        choice.setFixedSize(TYPE_WIDTH - 4, 26)
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.setProperty("cell", True)
        choice.activated.connect(lambda row: self.edited.emit("type", self.types[row]))
        return choice

    def _connect(self) -> None:
        self.enabled.clicked.connect(lambda on: self.edited.emit("enabled", on))
        self.key.edited.connect(lambda text: self.edited.emit("key", text))
        if self.secret is not None:
            self.secret.edited.connect(lambda value: self.edited.emit("value", value))
        else:
            self.value.edited.connect(lambda text: self.edited.emit("value", text))
        for name, box in self.extras.items():
            box.edited.connect(partial(self.edited.emit, name))
        self.key.edit.entered.connect(self.value.edit.setFocus)
        self.value.edit.entered.connect(self.entered.emit)
        self.handle.menu_wanted.connect(self.menu_wanted.emit)
        self.keys.menu_wanted.connect(self.handle.open_menu)
        self.keys.erased.connect(self.erased.emit)
        self.keys.moved.connect(self.moved.emit)
        self.key.edit.installEventFilter(self)

    def set_row(self, row: AnyRow | None) -> None:
        """Show a row; None for the empty one at the end."""
        self._row = row
        self.key.set_text(row.key if row else "")
        self._set_content(row.value if row else "")
        for widget in (self.enabled, self.handle):
            widget.setVisible(row is not None)
        self.enabled.setChecked(row is None or row.enabled)
        self._set_type(getattr(row, "type", None))
        for name, box in self.extras.items():
            box.set_text(getattr(row, name, ""))
        if any(box.text() for box in self.extras.values()) or row is None:
            self.show_extras(row is not None)
        self.key.edit.set_hint("" if row else tr("Add key"))
        self.value.edit.set_hint("" if row else tr("Value or {{ variable"))
        self.update()

    def _set_content(self, value: Any) -> None:
        if self.secret is not None:
            self.secret.set_value(value if isinstance(value, Secret) else Secret())
        else:
            self.value.set_text(str(value))

    def _set_type(self, member: Enum | None) -> None:
        if self.type is not None:
            self.type.setVisible(member is not None)
            if member is not None:
                self.type.setCurrentIndex(self.types.index(member))
        self.file.setVisible(member is not None and member.value == "file")

    def show_extras(self, on: bool) -> None:
        """Show or hide the lines for what has no column."""
        for box in self.extras.values():
            box.setVisible(on)
        lines = 1 + (len(self.extras) if on else 0)
        self.setFixedHeight(lines * HEIGHT + 1)

    def add_actions(self, menu: QMenu) -> None:
        """Add what this row can do besides to a menu."""
        if self.extras:
            words = " and ".join(name.replace("_", " ") for name in self.extras).capitalize()
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(not next(iter(self.extras.values())).isHidden())
            action.toggled.connect(self.show_extras)

    @property
    def is_last(self) -> bool:
        """Whether this is the empty row at the end."""
        return self._row is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the row."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in steps and not self.is_last:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the key of a row with nothing in it takes the row away."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            empty = not self.key.text() and not self.value.text()
            if event.key() == Qt.Key.Key_Backspace and empty and not self.is_last:
                self.erased.emit()
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines between columns, and the one below unless it is the last row."""
        painter = QPainter(self)
        theme = self._context.look.theme
        if self.enabled.hasFocus():  # the row as a whole has the keys
            painter.fillRect(self.rect(), theme.selection)
            painter.fillRect(0, 0, 3, self.height(), theme.accent)
        painter.setPen(theme.border)
        bottom = self.height() - 1
        leftwards = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for edge in self._edges(leftwards):
            x = self.width() - edge if leftwards else edge - 1
            painter.drawLine(x, 0, x, bottom)
        if not self.is_last:
            painter.drawLine(0, bottom, self.width(), bottom)

    def _edges(self, leftwards: bool) -> list[int]:
        """Where columns begin, from the side where reading begins, px."""
        columns = [box.geometry() for box in (self.key, self.secret or self.value)]
        begins = [self.width() - box.right() - 1 if leftwards else box.x() for box in columns]
        if self.type is not None:
            begins.append(self.width() - SIDE - TYPE_WIDTH)
        return [*begins, self.width() - SIDE]
