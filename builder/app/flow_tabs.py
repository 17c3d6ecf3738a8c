"""The open workflows in the middle: a tab each, and what is shown while there is none."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from builder.app.empty import EmptyDesk
from builder.app.flow_tab import FlowTab
from builder.look.language import tr
from builder.model.shown_name import shown_name

WIDEST = 240
"""Of a name on a tab, px: others have room beside it, and the whole is its tooltip."""


class FlowTabs(QWidget):
    """A tab bar over a stack of workflows; the bar shows from the second workflow on.

    Signals:
        current_changed: Another `FlowTab` is in front, or None.
        close_requested: The user wants this `FlowTab` closed.
    """

    current_changed = Signal(object)
    close_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Workflow"))
        self._tabs: list[FlowTab] = []
        self.bar = QTabBar(self)
        self.bar.setTabsClosable(True)
        self.bar.setExpanding(False)
        self.bar.setDocumentMode(True)
        self.bar.setAccessibleName(tr("Open workflows"))
        self._pages = QStackedWidget(self)
        self.empty = EmptyDesk(self)
        self._pages.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._pages, 1)
        self.bar.currentChanged.connect(self._switched)
        self.bar.tabCloseRequested.connect(lambda i: self.close_requested.emit(self._tabs[i]))

    @property
    def current(self) -> FlowTab | None:
        """The workflow in front, or None."""
        index = self.bar.currentIndex()
        return self._tabs[index] if 0 <= index < len(self._tabs) else None

    def __contains__(self, tab: object) -> bool:
        return tab in self._tabs

    def __iter__(self) -> Iterator[FlowTab]:
        return iter(tuple(self._tabs))

    def add(self, tab: FlowTab, index: int | None = None) -> None:
        """Take a workflow in, at a place among the others or behind them; it is not shown yet."""
        place = len(self._tabs) if index is None else min(index, len(self._tabs))
        self._tabs.insert(place, tab)
        self._pages.addWidget(tab)
        self.bar.insertTab(place, "")
        self.refresh()

    def show_tab(self, tab: FlowTab) -> None:
        """Bring a workflow to the front."""
        self.bar.setCurrentIndex(self._tabs.index(tab))
        self._switched(self.bar.currentIndex())

    def remove(self, tab: FlowTab) -> None:
        """Let go of a workflow that was closed."""
        index = self._tabs.index(tab)
        self._tabs.remove(tab)
        self._pages.removeWidget(tab)
        self.bar.removeTab(index)
        self._switched(self.bar.currentIndex())

    def refresh(self) -> None:
        """Bring names and marks up to date."""
        self.bar.setVisible(len(self._tabs) > 1)
        metrics = self.bar.fontMetrics()
        for index, tab in enumerate(self._tabs):
            name, running = shown_name(tab.document.name), tab.runner.running
            short = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, WIDEST)
            self.bar.setTabToolTip(index, "" if short == name else name)
            marked = f"{'▸ ' if running else ''}{short}{' •' if tab.file.edited else ''}"
            self.bar.setTabText(index, marked.replace("&", "&&"))
            spoken = tr("{name}, not saved", name=name) if tab.file.edited else name
            spoken = tr("{name}, running", name=spoken) if running else spoken
            self.bar.setAccessibleTabName(index, spoken)

    def _switched(self, index: int) -> None:
        tab = self._tabs[index] if 0 <= index < len(self._tabs) else None
        self._pages.setCurrentWidget(tab or self.empty)
        self.current_changed.emit(tab)
        if tab is not None:
            tab.canvas.setFocus()
