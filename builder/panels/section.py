"""A section of the workspace panel: a heading with a "+", a list, and what to do when empty."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import RADIUS, Look
from builder.panels.section_heading import SectionHeading

ROW = 28
"""Height of an entry, px."""

KEY = Qt.ItemDataRole.UserRole


class Entry(msgspec.Struct, frozen=True):
    """A line of a section.

    Attributes:
        key: What is told when it is chosen.
        text: What it says.
        icon: Name of its icon; empty for none.
        tone: Ink of the icon ("ok", "warning", "error"); empty for muted.
        marked: Whether it is the one in use, shown selected.
        bold: Whether it is written bold.
        tip: Its tooltip.
        spoken: What screen readers say behind the text, as icon and weight say it to the eye.
    """

    key: str
    text: str
    icon: str = ""
    tone: str = ""
    marked: bool = False
    bold: bool = False
    tip: str = ""
    spoken: str = ""


class EntryList(QListWidget):
    """A list as high as its entries, so that several share one scroll area."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(16, 16))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses on every platform."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.itemActivated.emit(item)
            return
        super().keyPressEvent(event)


class Section(QWidget):
    """One section.

    Signals:
        chosen: Key of the entry that was clicked, or on which Enter was pressed.
        opened: Key of the entry that was clicked twice.
        menu_requested: Key of the entry whose menu is wanted; it belongs at the mouse.
        add_requested: The "+" was pressed.
    """

    chosen = Signal(str)
    opened = Signal(str)
    menu_requested = Signal(str)
    add_requested = Signal()

    def __init__(
        self, look: Look, title: str, empty: str, add: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._empty_text = empty
        self._entries: tuple[Entry, ...] = ()
        self._filter = ""
        self.list = EntryList(title, self)
        self.empty = QLabel(empty, self)
        self.empty.setProperty("muted", True)
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(8, 0, 8, 4)
        self.heading = SectionHeading(look, title, add, self)
        self.add = self.heading.add
        self._lay_out()
        self._connect()
        self._tint()
        look.changed.connect(self._tint)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        column.addWidget(self.empty)

    def _connect(self) -> None:
        self.heading.add_requested.connect(self.add_requested)
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(KEY)))
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(KEY)))
        self.list.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(KEY)))
        self.list.customContextMenuRequested.connect(self._ask_menu)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these entries."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._fill()

    def filter(self, text: str) -> None:
        """List only entries whose text has this in it."""
        self._filter = text.casefold()
        self._fill()

    def _fill(self) -> None:
        """Show the entries; items that are there already stay, so that a double-click is one."""
        shown = [entry for entry in self._entries if self._filter in entry.text.casefold()]
        there = [self.list.item(row).data(KEY) for row in range(self.list.count())]
        if there != [entry.key for entry in shown]:
            self.list.clear()
            for _ in shown:
                self.list.addItem(QListWidgetItem())
        marked = -1
        for row, entry in enumerate(shown):
            self._show(self.list.item(row), entry)
            if entry.marked:
                marked = row
        if marked >= 0:
            self.list.setCurrentRow(marked)
        else:
            self.list.clearSelection()
        self.list.setFixedHeight(ROW * len(shown))
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(tr("Nothing found.") if self._entries else self._empty_text)

    def _show(self, item: QListWidgetItem, entry: Entry) -> None:
        theme = self._look.theme
        item.setText(entry.text)
        item.setData(KEY, entry.key)
        item.setSizeHint(QSize(40, ROW))
        item.setToolTip(entry.tip)
        spoken = ", ".join(filter(None, (entry.text, entry.spoken)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        ink = theme.tone(entry.tone)[0] if entry.tone else theme.muted
        drawn = icon(entry.icon, theme.accent if entry.marked else ink) if entry.icon else QIcon()
        item.setIcon(drawn)
        item.setForeground(theme.accent if entry.marked else theme.text)
        item.setFont(self._look.font(bold=entry.bold))

    def _ask_menu(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.menu_requested.emit(item.data(KEY))

    def _tint(self) -> None:
        theme = self._look.theme
        self.list.setStyleSheet(
            f"QListView::item {{ border-radius: {RADIUS}px; }}"
            f"QListView::item:selected {{ color: {theme.accent.name()}; }}"
        )
        self._fill()
