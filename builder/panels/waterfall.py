"""The steps of a run as bars on one time axis: when each began, how long it took."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from builder.document.step_names import shown_title
from builder.document.step_state import States, StepState
from builder.look.language import tr
from builder.look.theme import Look, Theme
from builder.model.amounts import duration_text
from builder.model.events import Status
from builder.model.step import Step
from builder.model.workflow import Workflow, children
from builder.panels.run_list import bar_colour

AXIS = 28
ROW = 24
PADDING = 16
INDENT = 12
LABEL = 190
FIGURE = 84
TICKS = 5
"""About so many marks stand on the axis."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A step that ran: where it stands in the workflow, and its state."""

    step: Step
    depth: int
    state: StepState


def bars(workflow: Workflow, states: States) -> list[Bar]:
    """The steps that began, in reading order."""
    found: list[Bar] = []

    def add(step: Step, depth: int) -> None:
        state = states.get(step.number)
        if state is not None and state.started is not None:
            found.append(Bar(step, depth, state))
        for branch in step.branches:
            for inner in children(step, branch.field):
                add(inner, depth + 1)

    for step in (workflow.trigger, *workflow.steps):
        add(step, 0)
    return found


def end_of(found: Sequence[Bar], elapsed: float) -> float:
    """Seconds the axis is long."""
    ends = ((bar.state.started or 0.0) + (bar.state.duration or 0.0) / 1000 for bar in found)
    return max(0.001, elapsed, *ends)


def ticks(span: float) -> list[float]:
    """Round moments of an axis of `span` seconds: about `TICKS`, a 1, 2 or 5 apart."""
    raw = span / TICKS
    magnitude = 10 ** math.floor(math.log10(raw))
    step = next(m * magnitude for m in (1, 2, 5, 10) if m * magnitude >= raw)
    return [i * step for i in range(int(span / step) + 1)]


def sentence(bar: Bar, span: float) -> str:
    """What the tooltip of a bar says."""
    state = bar.state
    started = duration_text((state.started or 0.0) * 1000)
    took = (state.duration or 0.0) if _is_over(state) else (span - (state.started or 0.0)) * 1000
    when = tr("began at {start}, took {time}", start=started, time=duration_text(took))
    said = f"{bar.step.number} · {shown_title(bar.step)}\n{when}"
    return f"{said}\n{state.summary}" if state.summary else said


def _is_over(state: StepState) -> bool:
    return state.status not in (Status.RUNNING, Status.WAITING)


class Chart(QWidget):
    """The bars. Arrow keys and clicks choose a step.

    Signals:
        step_selected: The number of the step that was chosen.
    """

    step_selected = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Painted by hand from left to right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._look = look
        self._bars: list[Bar] = []
        self._span = 0.001
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Waterfall of the run"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        look.changed.connect(self.update)

    def show_states(self, workflow: Workflow, states: States, elapsed: float) -> None:
        """Show how far each step is, `elapsed` seconds after the start."""
        count = len(self._bars)
        self._bars = bars(workflow, states)
        self._span = end_of(self._bars, elapsed)
        if len(self._bars) != count:
            self.setMinimumHeight(self.sizeHint().height())
        self.setAccessibleDescription(
            ", ".join(
                f"{bar.step.number} {duration_text(bar.state.duration or 0.0)}"
                for bar in self._bars[:50]
            )
        )
        self.update()

    def choose(self, number: int | None) -> None:
        """Mark a step."""
        if number != self._chosen:
            self._chosen = number
            self.update()

    def sizeHint(self) -> QSize:
        """The axis and a row a step."""
        return QSize(500, AXIS + ROW * len(self._bars) + 8)

    def bar_rect(self, row: int) -> QRectF:
        """Where the bar of a row is painted."""
        bar, track = self._bars[row], self._track()
        started = bar.state.started or 0.0
        lasted = (bar.state.duration or 0.0) / 1000 if _is_over(bar.state) else self._span - started
        left = track.left() + track.width() * min(1.0, started / self._span)
        width = max(2.0, track.width() * min(1.0, lasted / self._span))
        top = AXIS + ROW * row + ROW / 2 - 5
        return QRectF(min(left, track.right() - width), top, width, 10)

    def _track(self) -> QRectF:
        label = min(LABEL, self.width() // 3)
        width = max(40, self.width() - 2 * PADDING - label - FIGURE)
        return QRectF(PADDING + label, AXIS, width, ROW * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axis and bars."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        painter.fillRect(event.rect(), theme.surface)
        self._paint_axis(painter, theme)
        first = max(0, (event.rect().top() - AXIS) // ROW)
        last = (event.rect().bottom() - AXIS) // ROW + 1
        for row in range(first, min(len(self._bars), last)):
            self._paint_row(painter, row, theme)

    def _paint_axis(self, painter: QPainter, theme: Theme) -> None:
        track = self._track()
        font = self._look.font(11)
        painter.setFont(font)
        for moment in ticks(self._span):
            x = track.left() + track.width() * moment / self._span
            painter.setPen(QPen(theme.border, 1))
            painter.drawLine(int(x), AXIS - 6, int(x), int(track.bottom()))
            painter.setPen(theme.muted)
            words = duration_text(moment * 1000) if moment else "0"
            painter.drawText(QRectF(x + 3, 4, 80, AXIS - 10), Qt.AlignmentFlag.AlignLeft, words)

    def _paint_row(self, painter: QPainter, row: int, theme: Theme) -> None:
        bar = self._bars[row]
        top = AXIS + ROW * row
        if bar.step.number == self._chosen:
            painter.fillRect(QRectF(0, top, self.width(), ROW), theme.selection)
        painter.setFont(self._look.font())
        indent = INDENT * min(bar.depth, 6)
        name = QRectF(PADDING + indent, top, self._track().left() - PADDING - indent - 8, ROW)
        self._text(painter, name, f"{bar.step.number}  {shown_title(bar.step)}", theme.text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(bar_colour(bar.state.status, theme))
        painter.drawRoundedRect(self.bar_rect(row), 3, 3)
        figure = QRectF(self.width() - PADDING - FIGURE, top, FIGURE, ROW)
        took = duration_text(bar.state.duration or 0.0) if _is_over(bar.state) else "…"
        self._text(painter, figure, took, theme.muted, right=True)

    def _text(
        self, painter: QPainter, room: QRectF, text: str, ink: QColor, right: bool = False
    ) -> None:
        painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _row_at(self, y: float) -> int | None:
        row = int((y - AXIS) // ROW)
        return row if 0 <= row < len(self._bars) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the step of the row."""
        row = self._row_at(event.position().y())
        if row is not None:
            self.step_selected.emit(self._bars[row].step.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose the next step."""
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is None or not self._bars:
            super().keyPressEvent(event)
            return
        numbers = [bar.step.number for bar in self._bars]
        here = numbers.index(self._chosen) if self._chosen in numbers else -way
        self.step_selected.emit(numbers[max(0, min(len(numbers) - 1, here + way))])

    def event(self, event: QEvent) -> bool:
        """Say when a step began and how long it took."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            row = self._row_at(event.pos().y())
            if row is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), sentence(self._bars[row], self._span), self)
            return True
        return super().event(event)


class Waterfall(QScrollArea):
    """The chart, scrolled when there are many steps."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart(look)
        self.setWidget(self.chart)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusProxy(self.chart)
