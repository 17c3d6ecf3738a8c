"""One variable in the environment panel: name, value, secret switch, remove button."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.environment import Variable

DOTS = "••••••••"

BUTTON = 26
"""Width and height of a button, px."""

BUTTONS_WIDTH = 2 * BUTTON + 4
"""What the buttons at the end of a row take, px."""


class VariableRow(QWidget):
    """A row of the table. Without a variable it is the empty row that adds one.

    A secret's value is never shown: the field takes a new one and is empty again.

    Signals:
        named: The name that was typed, once it is finished.
        value_edited: The plain value, with every key.
        secret_entered: A new value for a secret, once it is finished.
        secrecy_switched: Whether it is to be secret.
        remove_requested: The variable is to go.
        uses_requested: Name of the variable whose uses are to be listed.
    """

    named = Signal(str)
    value_edited = Signal(str)
    secret_entered = Signal(str)
    secrecy_switched = Signal(bool)
    remove_requested = Signal()
    uses_requested = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.variable: Variable | None = None
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(tr("Add variable"))
        self.name.setAccessibleName(tr("Name of the variable"))
        self.value = QLineEdit(self)
        self.value.setAccessibleName(tr("Value"))
        self.secret = QToolButton(self)
        self.secret.setCheckable(True)
        self.secret.setAccessibleName(tr("Secret"))
        self.remove = QToolButton(self)
        self.remove.setToolTip(tr("Remove this variable"))
        self.remove.setAccessibleName(tr("Remove"))
        for field in (self.name, self.value):
            field.setProperty("code", True)
            field.setProperty("bare", True)
        self._lay_out()
        self._connect()
        self.show_variable(None, False)
        look.changed.connect(self._tint)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(4)
        row.addWidget(self.name, 2)
        row.addWidget(self.value, 3)
        for button in (self.secret, self.remove):
            button.setFixedSize(BUTTON, BUTTON)
            row.addWidget(button)

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._finish_name)
        self.name.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.name.customContextMenuRequested.connect(self._show_menu)
        self.value.textEdited.connect(self._type)
        self.value.editingFinished.connect(self._finish_value)
        self.secret.clicked.connect(self.secrecy_switched)
        self.remove.clicked.connect(lambda checked=False: self.remove_requested.emit())

    def show_variable(self, variable: Variable | None, has_value: bool) -> None:
        """Show a variable; fields that are being typed in keep their cursor.

        Args:
            variable: What to show; None for the empty row.
            has_value: Whether a secret has a value.
        """
        self.variable = variable
        secret = variable is not None and variable.secret
        _show(self.name, variable.name if variable else "")
        hidden = QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal
        if self.value.echoMode() != hidden:
            self.value.setEchoMode(hidden)
        if not secret:
            _show(self.value, variable.value if variable else "")
        else:
            self.value.setToolTip("")
            if not self.value.hasFocus():
                self.value.clear()
        self.value.setPlaceholderText(_placeholder(variable, has_value))
        self.secret.setChecked(secret)
        self.secret.setToolTip(
            tr("Secret: the value is in no file. Click to make it plain")
            if secret
            else tr("Make it secret: the value leaves the file")
        )
        for widget in (self.value, self.secret, self.remove):
            widget.setEnabled(variable is not None)
        self._tint()

    def complain(self, fault: str) -> None:
        """Mark the name as impossible, with the reason; empty takes the mark away."""
        self.name.setToolTip(fault or self.name.text())
        self.name.setProperty("bad", bool(fault))
        self.name.style().unpolish(self.name)
        self.name.style().polish(self.name)

    def is_half_typed(self, field: QObject) -> bool:
        """Whether a field of this row holds something that is not in the environment yet."""
        if field is self.name:
            return self.name.text().strip() != (self.variable.name if self.variable else "")
        secret = self.variable is not None and self.variable.secret
        return field is self.value and secret and bool(self.value.text())

    def menu(self) -> QMenu:
        """What can be done with the name: the usual of a field, and where it is used."""
        menu = self.name.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        variable = self.variable
        if variable is not None:
            menu.addSeparator()
            used = menu.addAction(tr("Where used"))
            used.triggered.connect(lambda: self.uses_requested.emit(variable.name))
        return menu

    def _show_menu(self, at: QPoint) -> None:
        self.menu().popup(self.name.mapToGlobal(at))

    def _finish_name(self) -> None:
        name = self.name.text().strip()
        if name != (self.variable.name if self.variable else ""):
            self.named.emit(name)

    def _type(self, text: str) -> None:
        if self.variable is not None and not self.variable.secret:
            self.value_edited.emit(text)

    def _finish_value(self) -> None:
        text = self.value.text()
        if self.variable is not None and self.variable.secret and text:
            self.value.clear()
            self.secret_entered.emit(text)

    def _tint(self) -> None:
        theme = self._look.theme
        locked = self.secret.isChecked()
        self.secret.setIcon(icon("lock", theme.accent if locked else theme.muted))
        self.remove.setIcon(icon("trash", theme.muted))


def _placeholder(variable: Variable | None, has_value: bool) -> str:
    if variable is None:
        return ""
    if not variable.secret:
        return tr("Value")
    return f"{DOTS}  {tr('type to replace')}" if has_value else tr("No value yet: type it here")


def _show(field: QLineEdit, text: str) -> None:
    """Set a field's text and show its beginning; nothing happens when it is the same."""
    field.setToolTip(text)  # a narrow panel cuts it off
    if field.text() != text:
        field.setText(text)
        if not field.hasFocus():
            field.setCursorPosition(0)
