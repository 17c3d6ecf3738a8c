"""The list of all past runs, and what differs between two of them, in windows of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from builder.app.enter_key import leave_enter_to_fields
from builder.document.history_desk import HistoryDesk
from builder.history.comparison import StepComparison
from builder.history.entries import RunEntry
from builder.look.language import tr
from builder.look.theme import Look
from builder.panels.history import HistoryPanel
from builder.panels.history_comparison import ComparisonView


class HistoryWindow(QDialog):
    """All runs of a workspace; gone when it is closed."""

    def __init__(self, desk: HistoryDesk, look: Look, workspace: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Run history"))
        self.resize(860, 520)
        self.panel = HistoryPanel(desk, look, workspace, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        leave_enter_to_fields(self)


class ComparisonWindow(QDialog):
    """Two runs side by side; gone when it is closed."""

    def __init__(
        self,
        before: RunEntry,
        after: RunEntry,
        steps: Sequence[StepComparison],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Two runs of {name}", name=after.flow))
        self.resize(900, 560)
        self.view = ComparisonView(before, after, steps, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
