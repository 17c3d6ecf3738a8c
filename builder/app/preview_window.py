"""The request a step would send now, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from builder.document.step_names import shown_title
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.http import Exchange
from builder.model.step import Step
from builder.viewer.request_tab import RequestTab


class PreviewWindow(QDialog):
    """Shows a request that was not sent; gone when it is closed."""

    def __init__(
        self, look: Look, step: Step, exchange: Exchange, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = f"{step.number} · {shown_title(step)}"
        self.setWindowTitle(tr("Preview of step {name} (not sent)", name=name))
        self.resize(760, 520)
        self.request = RequestTab(look, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.request)
        self.request.show_exchange(exchange)
