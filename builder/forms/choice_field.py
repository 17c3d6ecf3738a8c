"""Choices: a member of an enumeration, or a method in its colour, which may be any token."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QColor, QStandardItem, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from builder.forms.context import FormContext
from builder.forms.field import ALONE, Field
from builder.look.language import tr
from builder.look.naming import name_choice
from builder.model.ui import Ui

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS")
"""What the list offers; any other token can be typed."""
METHOD_WIDTH = 104
CHOICE_WIDTH = 150


class Choice(QComboBox):
    """A combo box that leaves the wheel to the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A value must not change because the page was scrolled."""
        event.ignore()


NAMES = {"json": "JSON", "html": "HTML", "xml": "XML", "javascript": "JavaScript"}
"""How names that stand for themselves are written."""


def words(member: Enum) -> str:
    """What the user reads for a member of an enumeration, in the language of the interface."""
    return tr(name_of(member))


def name_of(member: Enum) -> str:
    """The English name of a member of an enumeration: its `label`, else its value."""
    label = getattr(member, "label", None)
    if isinstance(label, str):
        return label
    text = str(member.value).replace("_", " ").replace("-", " ")
    if text in NAMES:
        return NAMES[text]
    return text if text.isupper() else text[:1].upper() + text[1:]


class ChoiceField(Field):
    """One member of an enumeration."""

    def __init__(
        self,
        context: FormContext,
        note: Ui,
        members: Sequence[Enum],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, note, parent)
        self._members = tuple(members)
        self.combo = Choice(self)
        name_choice(self.combo, note.label)
        self.combo.addItems([words(member) for member in self._members])
        self.combo.setMinimumWidth(CHOICE_WIDTH)
        self.body.addWidget(self.combo)
        self.finish()
        self.combo.activated.connect(self._chosen)
        self.setFocusProxy(self.combo)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_value(self, value: Any) -> None:
        """Show a member."""
        row = self._members.index(value) if value in self._members else -1
        if row != self.combo.currentIndex():
            self.combo.setCurrentIndex(row)

    def _chosen(self, row: int) -> None:
        self.edited.emit(self._members[row], ALONE)


class MethodField(Field):
    """The method of a request, in the method's colour."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, parent)
        self.combo = Choice(self)
        self._ink = ""
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setFixedWidth(METHOD_WIDTH)
        self.combo.setFixedHeight(32)
        self.combo.addItems(METHODS)
        line = self.combo.lineEdit()
        if line is not None:
            line.setAccessibleName(tr(note.label))
        self.combo.setCompleter(None)  # type: ignore[arg-type]  # Qt takes null for "no completer"
        self.combo.setToolTip(tr("Choose a method, or type any other"))
        name_choice(self.combo, note.label)
        self.body.addWidget(self.combo)
        self.finish()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.combo.editTextChanged.connect(self._typed)
        self.setFocusProxy(self.combo)
        context.look.changed.connect(self._colour_list)
        self._colour_list()

    def set_value(self, value: str) -> None:
        """Show a method."""
        if value != self.combo.currentText():
            with QSignalBlocker(self.combo):
                row = self.combo.findText(value, Qt.MatchFlag.MatchExactly)
                self.combo.setCurrentIndex(row)
                self.combo.setEditText(value)
        self._colour()

    def _typed(self, text: str) -> None:
        self._colour()
        self.edited.emit(text.strip(), "")

    def _colour(self) -> None:
        ink, _ = self.context.look.theme.method(self.combo.currentText())
        if ink.name() != self._ink:
            self._ink = ink.name()
            self.combo.setStyleSheet(f"QComboBox {{ color: {self._ink}; font-weight: 600; }}")

    def _colour_list(self) -> None:
        for row in range(self.combo.count()):
            ink, _ = self.context.look.theme.method(self.combo.itemText(row))
            self.combo.setItemData(row, ink, Qt.ItemDataRole.ForegroundRole)
        self._colour()


def add_heading(combo: QComboBox, text: str, ink: QColor) -> None:
    """Add a line to a list that names what follows and cannot be chosen."""
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setForeground(ink)
    font = combo.font()
    font.setBold(True)
    item.setFont(font)
    model = combo.model()
    model.appendRow(item)  # type: ignore[attr-defined]
