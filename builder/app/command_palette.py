"""Ctrl+K: find any action, workflow or step by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

WIDTH = 560
MOST = 200
"""Rows shown at most."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be found: a heading it belongs under, words, keys, and what it does."""

    group: str
    text: str
    act: Callable[[], object]
    keys: str = ""


def matches(words: str, text: str) -> bool:
    """Whether every typed word occurs in the text, in any order, whatever the case."""
    lowered = text.casefold()
    return all(word in lowered for word in words.casefold().split())


class CommandPalette(QFrame):
    """A popup with a search field and what it finds.

    Args:
        window: The window it opens over.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self.setObjectName("popup")
        self._commands: tuple[Command, ...] = ()
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find an action, a workflow or a step")
        self.field.setAccessibleName("Find a command")
        self.found = QListWidget(self)
        self.found.setAccessibleName("Commands")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.found)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.found.itemClicked.connect(self._run)

    def ask(self, commands: Iterable[Command]) -> None:
        """Open over the window with these commands."""
        self._commands = tuple(commands)
        self.field.clear()
        self._filter("")
        window = self._window
        width = min(WIDTH, window.width() - 40)
        self.resize(width, min(440, window.height() - 120))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 80)))
        self.show()
        self.field.setFocus()

    def _filter(self, words: str) -> None:
        self.found.clear()
        group = ""
        for command in self._commands:
            if self.found.count() >= MOST:
                break
            if not matches(words, f"{command.group} {command.text}"):
                continue
            if command.group != group:
                group = command.group
                self._heading(group)
            item = QListWidgetItem(f"{command.text}    {command.keys}".rstrip(), self.found)
            item.setData(Qt.ItemDataRole.UserRole, command)
        self._move(1)

    def _heading(self, group: str) -> None:
        item = QListWidgetItem(group, self.found)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(self.palette().placeholderText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter in the field work on the list."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._key(event.key())
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.found.currentItem()
            if item is not None:
                self._run(item)
            return True
        return False

    def _move(self, by: int) -> None:
        row = self.found.currentRow() + by
        while 0 <= row < self.found.count():
            if self.found.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.found.setCurrentRow(row)
                return
            row += by

    def _run(self, item: QListWidgetItem) -> None:
        command = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(command, Command):
            self.hide()
            command.act()
