"""The foot of the step panel: how the last test went."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from builder.look.pill import Pill
from builder.look.theme import Look


@dataclass(frozen=True, slots=True)
class LastTest:
    """How a step's last test went.

    Attributes:
        pill: Words of the pill ("200 OK").
        tone: Its tone: "ok", "warning", "error", "accent", else muted.
        detail: What stands beside it ("84 ms · 3.1 KB").
        sent: Whether there is a sent request to look at.
    """

    pill: str
    tone: str = ""
    detail: str = ""
    sent: bool = False


class StepFooter(QWidget):
    """Says how the last test went; takes no room before there was one.

    Signals:
        sent_requested: The user wants to see the request as it was sent.
    """

    sent_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pill = Pill(look, parent=self)
        self.detail = QLabel(self)
        self.detail.setProperty("muted", True)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sent = QPushButton("View sent request", self)
        self.sent.setProperty("flat", True)
        self.sent.clicked.connect(self.sent_requested.emit)
        said = QLabel("Last test", self)
        said.setProperty("muted", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(said)
        row.addWidget(self.pill)
        row.addWidget(self.detail, 1)
        row.addWidget(self.sent)

    def show_last(self, last: LastTest) -> None:
        """Show how a test went."""
        self.pill.set(last.pill, last.tone)
        self.detail.setText(last.detail)
        self.sent.setVisible(last.sent)
