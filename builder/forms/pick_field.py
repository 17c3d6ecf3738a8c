"""Text that is usually one of a list: typed with completion, or chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QWidget

from builder.forms.choice_field import Choice
from builder.forms.context import FormContext
from builder.forms.field import Field
from builder.model.ui import Ui

MOST_SHOWN = 12
"""Completions in sight at once; the others are scrolled to."""


class PickBox(Choice):
    """An editable combo box whose list is read anew whenever the focus comes to it."""

    def __init__(self, names: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self._list = QStringListModel(self)
        self.setModel(self._list)
        self.setEditable(True)
        self.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(MOST_SHOWN)
        completer = QCompleter(self._list, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(MOST_SHOWN)
        self.setCompleter(completer)
        self.setFixedHeight(32)

    def show_text(self, text: str) -> None:
        """Show a text without telling of it."""
        if text != self.currentText():
            with QSignalBlocker(self):
                self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchExactly))
                self.setEditText(text)

    def refresh(self) -> None:
        """Read the list anew; what is typed stays."""
        names = list(self._names())
        if names != self._list.stringList():
            text = self.currentText()
            with QSignalBlocker(self):
                self._list.setStringList(names)
                self.setCurrentIndex(self.findText(text, Qt.MatchFlag.MatchExactly))
                self.setEditText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list may be another one by now."""
        self.refresh()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """The arrow opens the list without the focus coming first."""
        self.refresh()
        super().showPopup()


class PickField(Field):
    """One line of text, of which there is a list."""

    def __init__(
        self,
        context: FormContext,
        note: Ui,
        names: Callable[[], Sequence[str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, note, parent)
        self.box = PickBox(names, self)
        self.box.setAccessibleName(note.label)
        line = self.box.lineEdit()
        if line is not None:
            line.setPlaceholderText(note.placeholder)
        self.body.addWidget(self.box)
        self.box.editTextChanged.connect(self._typed)
        self.setFocusProxy(self.box)

    def set_value(self, value: Any) -> None:
        """Show a text."""
        self.box.show_text(value)

    def _typed(self, text: str) -> None:
        self.edited.emit(text.strip(), "")
