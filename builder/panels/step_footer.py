"""The foot of the step panel: how the last test went, a pin for the output, runs to here."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from builder.look.elided import ElidedLabel
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.pill import Pill
from builder.look.theme import Look


class LastTest(msgspec.Struct, frozen=True):
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


class Standing(msgspec.Struct, frozen=True):
    """What is known of a step beside its last test.

    Attributes:
        pinned: Its output is pinned.
        kept: There is an output of an earlier test, perhaps of an earlier start.
        can_pin: It is a step whose output can be pinned; the trigger's cannot.
        can_start: A run can begin at it.
        running: A run is under way.
    """

    pinned: bool = False
    kept: bool = False
    can_pin: bool = False
    can_start: bool = False
    running: bool = False


GAP = 6
TO_HERE = "run_to_here"
FROM_HERE = "run_from_here"
PIN = "toggle_pin"
EDIT_PIN = "edit_pin"
PINNED = LastTest("pinned", "accent", "used instead of running")
KEPT = LastTest("kept", "", "from an earlier test")
UNTESTED = LastTest("", "", "Not tested yet")


class StepFooter(QWidget):
    """Says how the last test went, and offers what can be done with the step's output.

    Signals:
        sent_requested: The user wants to see the request as it was sent.
        asked: The name of what is wanted: one of `TO_HERE`, `FROM_HERE`, `PIN`, `EDIT_PIN`.
    """

    sent_requested = Signal()
    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._pinned = False
        self._told = False
        self.said = QLabel(tr("Last test"), self)
        self.said.setProperty("muted", True)
        self.pill = Pill(look, parent=self)
        self.detail = ElidedLabel(self)
        self.detail.setProperty("muted", True)
        self.sent = QPushButton(tr("View sent request"), self)
        self.sent.setProperty("flat", True)
        self.sent.clicked.connect(self.sent_requested.emit)
        self.pin = self._tool(tr("Pin output: use it instead of running the step"))
        self.pin.clicked.connect(partial(self.asked.emit, PIN))
        self.more = self._tool(tr("Run up to here, from here, edit the pinned output"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.to_here, self.from_here, self.edit = self._menu()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(GAP)
        row.addWidget(self.said)
        row.addWidget(self.pill)
        row.addWidget(self.detail, 1)
        for widget in (self.sent, self.pin, self.more):
            row.addWidget(widget)
        look.changed.connect(self._tint)
        self._tint()

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setIconSize(QSize(14, 14))
        button.setFixedSize(26, 26)
        return button

    def _menu(self) -> tuple[QAction, QAction, QAction]:
        menu = QMenu(self.more)
        self.more.setMenu(menu)
        made = []
        for text, name in (
            ("Run up to here", TO_HERE),
            ("Run from here", FROM_HERE),
            ("Edit pinned output…", EDIT_PIN),
        ):
            action = menu.addAction(tr(text))
            action.triggered.connect(partial(self._ask, name))
            made.append(action)
        return made[0], made[1], made[2]

    def _ask(self, name: str) -> None:
        self.asked.emit(name)

    def show_last(self, last: LastTest | None, standing: Standing) -> None:
        """Show how a test went, and what else is known of the step."""
        self._pinned = standing.pinned
        fixed = PINNED if standing.pinned else KEPT if standing.kept else UNTESTED
        words = last if last is not None and not standing.pinned else fixed
        self._told = words is last
        self.pill.set(words.pill if words is last else tr(words.pill), words.tone)
        self.pill.setVisible(bool(words.pill))
        self.detail.setText(words.detail if words is last else tr(words.detail))
        self.sent.setVisible(last is not None and last.sent)
        self.pin.setVisible(standing.can_pin)
        self.pin.setEnabled(standing.pinned or standing.kept)
        self.edit.setVisible(standing.can_pin)
        self.to_here.setEnabled(not standing.running)
        self.from_here.setEnabled(standing.can_start and not standing.running)
        self._tint()
        self._fit()

    def _fit(self) -> None:
        """Leave the first words out where the figures would get no room."""
        shown = (self.pill, self.sent, self.pin, self.more)
        widths = [w.sizeHint().width() for w in shown if not w.isHidden()]
        figures = self.detail.fontMetrics().horizontalAdvance(self.detail.text()) + 4
        wanted = sum((*widths, figures, self.said.sizeHint().width())) + GAP * (len(widths) + 2)
        self.said.setVisible(self._told and wanted + 24 <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _tint(self) -> None:
        theme = self._look.theme
        self.pin.setIcon(icon("pin", theme.accent if self._pinned else theme.muted, 14))
        self.more.setIcon(icon("play", theme.muted, 14))
