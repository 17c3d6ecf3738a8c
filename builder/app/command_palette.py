"""Ctrl+K: find any action, workflow, step, environment or workspace by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from builder.app.fuzzy import cost
from builder.look.language import tr

WIDTH = 560
MOST = 200
"""Rows shown at most."""
COMMAND, KEYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PAGE = 10
"""Rows that Page Up and Page Down go."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be found.

    Attributes:
        group: The heading it belongs under.
        text: What it says.
        act: What it does.
        keys: Its shortcut.
        possible: Whether it can be done now; else it is listed greyed.
    """

    group: str
    text: str
    act: Callable[[], object]
    keys: str = ""
    possible: bool = True


class _Rows(QStyledItemDelegate):
    """Writes the shortcut at the right end of a row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the row, then its keys."""
        keys = index.data(KEYS) or ""
        if not keys:
            super().paint(painter, option, index)
            return
        width = QFontMetrics(option.font).horizontalAdvance(keys) + 24
        whole = QRect(option.rect)
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.placeholderText().color())
        at = whole.adjusted(whole.width() - width, 0, -12, 0)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)
        painter.restore()


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
        self.field.setPlaceholderText(tr("Find an action, workflow, step, environment…"))
        self.field.setAccessibleName(tr("Find a command"))
        self.found = QListWidget(self)
        self.found.setAccessibleName(tr("Commands"))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setItemDelegate(_Rows(self.found))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel(tr("Nothing is called that. Try fewer letters."), self)
        self.nothing.setProperty("muted", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.nothing)
        layout.addWidget(self.found, 1)
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
        top = min(80, window.height() // 8)
        self.resize(width, min(440, window.height() - top - 20))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, top)))
        self.show()
        self.field.setFocus()

    def _filter(self, words: str) -> None:
        self.found.clear()
        for group, commands in self._fitting(words).items():
            self._heading(group)
            for command in commands:
                self._add(command)
        self.nothing.setVisible(self.found.count() == 0)
        self.found.setVisible(self.found.count() > 0)
        self._move(1)

    def _fitting(self, words: str) -> dict[str, list[Command]]:
        """What fits, by heading; the heading of what fits best comes first."""
        found = [
            (how, place, command)
            for place, command in enumerate(self._commands)
            if (how := cost(words, f"{command.text} {command.group}")) is not None
        ]
        if words.strip():
            found.sort(key=lambda one: (not one[2].possible, one[0], one[1]))
        groups: dict[str, list[Command]] = {}
        for _, _, command in found[:MOST]:
            groups.setdefault(command.group, []).append(command)
        return groups

    def _add(self, command: Command) -> None:
        item = QListWidgetItem(command.text, self.found)
        item.setData(COMMAND, command)
        item.setData(KEYS, command.keys)
        spoken = f"{command.text}, {command.keys}" if command.keys else command.text
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        if not command.possible:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setForeground(self.palette().placeholderText())

    def _heading(self, group: str) -> None:
        item = QListWidgetItem(group, self.found)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(self.palette().placeholderText())
        font = self.font()
        font.setBold(True)
        item.setFont(font)

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
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE,
            Qt.Key.Key_PageUp: -PAGE,
        }
        by = steps.get(Qt.Key(key))
        if by is not None:
            for _ in range(abs(by)):
                self._move(1 if by > 0 else -1)
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
        command = item.data(COMMAND)
        if isinstance(command, Command) and command.possible:
            self.hide()
            command.act()
