"""The steps of a run in reading order, each with a bar on one common time line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from builder.document.step_names import shown_title
from builder.document.step_state import NO_STATES, States, StepState
from builder.look.language import tr
from builder.look.theme import Look, Theme
from builder.model.amounts import duration_text
from builder.model.events import Status
from builder.model.step import Step
from builder.model.visible_text import visible, visible_lines
from builder.model.workflow import Workflow, children

ROW = 26
PADDING = 16
INDENT = 12
TRACK = 72
NAME = 124
FIGURE = 94
GAP = 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """A step and how deep it is nested."""

    step: Step
    depth: int


def lines(workflow: Workflow) -> list[Line]:
    """All steps in reading order."""
    result = [Line(workflow.trigger, 0)]

    def add(steps: tuple[Step, ...], depth: int) -> None:
        for step in steps:
            result.append(Line(step, depth))
            for branch in step.branches:
                add(children(step, branch.field), depth + 1)

    add(workflow.steps, 0)
    return result


def figure(state: StepState | None) -> str:
    """What stands at the right of a step: how far it is, what came of it, or how long it took."""
    if state is None or state.status is Status.QUEUED:
        return ""
    if state.status in (Status.RUNNING, Status.WAITING):
        return state.summary
    if state.failed:
        return tr("{n:,} failed", n=state.failed)
    if state.status is not Status.SUCCEEDED:
        return state.summary or tr(state.status.value)
    if state.summary and not state.summary[0].isdigit():
        return state.summary
    return duration_text(state.duration or 0.0)


def _last_end(states: States) -> float:
    """Seconds from the begin of the run to the last end of a step."""
    ends = (
        state.started + (state.duration or 0.0) / 1000
        for state in states.values()
        if state.started is not None
    )
    return max(ends, default=0.0)


class RunModel(QAbstractListModel):
    """The lines with their states.

    Attributes:
        elapsed: Seconds since the run began, the end of the time line.
    """

    STATE = Qt.ItemDataRole.UserRole
    DEPTH = Qt.ItemDataRole.UserRole + 1
    NUMBER = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workflow: Workflow | None = None
        self._lines: list[Line] = []
        self._states = NO_STATES
        self._last = 0.0
        self.elapsed = 0.0

    def show_states(self, workflow: Workflow, states: States) -> None:
        """Show the steps of a workflow; those of the same one keep their rows."""
        self._states = states
        self._last = _last_end(states)
        if workflow is not self._workflow:
            self._replace(workflow, lines(workflow))

    def _replace(self, workflow: Workflow, found: list[Line]) -> None:
        """Show other lines; where the same steps stand in the same order, rows stay chosen."""
        stays = [(a.step.number, a.depth) for a in self._lines] == [
            (b.step.number, b.depth) for b in found
        ]
        if not stays:
            self.beginResetModel()
        self._workflow, self._lines = workflow, found
        if stays:
            self.dataChanged.emit(self.index(0), self.index(len(found) - 1))
        else:
            self.endResetModel()

    @property
    def end(self) -> float:
        """Seconds the time line is long."""
        return max(0.001, self.elapsed, self._last)

    def number(self, row: int) -> int:
        """The number of the step in a row."""
        return self._lines[row].step.number

    def row(self, number: int) -> int | None:
        """The row of a step."""
        return next((i for i, line in enumerate(self._lines) if line.step.number == number), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a step."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, number, depth and state; for a screen reader all in one sentence."""
        line = self._lines[index.row()]
        state = self._states.get(line.step.number)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_title(line.step)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            outcome = (tr(state.status.value), figure(state)) if state else (tr("not reached"),)
            said = (tr("Step {n}", n=line.step.number), shown_title(line.step), *outcome)
            return ", ".join(filter(None, dict.fromkeys(said)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _reason(state)
        values = {self.STATE: state, self.DEPTH: line.depth, self.NUMBER: line.step.number}
        return values.get(role)


def _reason(state: StepState | None) -> str | None:
    if state is None or state.finished is None or state.finished.error is None:
        return None
    return visible_lines(state.finished.error.message)


class RunLine(QStyledItemDelegate):
    """Paints one step of the list."""

    def __init__(self, look: Look, model: RunModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self.span = 0.001

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height."""
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint number, name, bar and figure."""
        theme = self._look.theme
        area = QRect(option.rect)
        state = index.data(RunModel.STATE)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.selection)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.accent)
            painter.drawRoundedRect(QRectF(area).adjusted(2.5, 0.5, -2.5, -0.5), 5, 5)
        figure_area = QRect(area.right() - PADDING - FIGURE + 1, area.top(), FIGURE, area.height())
        track_left = figure_area.left() - TRACK
        track = QRectF(track_left, area.center().y() - 2.5, TRACK, 6)
        has_room = track_left > area.left() + NAME
        words = figure(state)
        taken = min(FIGURE, QFontMetrics(self._look.font()).horizontalAdvance(words) + 1)
        end = track_left if has_room else figure_area.right() + 1 - taken
        self._paint_name(painter, index, area, end - GAP)
        if has_room:
            self._paint_bar(painter, track, state)
        self._text(painter, figure_area, words, _ink(state, theme), right=True)
        painter.restore()

    def _paint_name(self, painter: QPainter, index: Index, area: QRect, right: int) -> None:
        theme = self._look.theme
        state = index.data(RunModel.STATE)
        is_dim = state is None or state.status in (Status.SKIPPED, Status.QUEUED)
        number = str(index.data(RunModel.NUMBER))
        left = area.left() + PADDING + INDENT * min(index.data(RunModel.DEPTH), 8)
        width = QFontMetrics(self._look.font()).horizontalAdvance(number)
        self._text(painter, QRect(left, area.top(), width + 2, area.height()), number, theme.muted)
        left += width + GAP
        room = QRect(left, area.top(), max(0, right - left), area.height())
        self._text(painter, room, str(index.data()), theme.muted if is_dim else theme.text)

    def _paint_bar(self, painter: QPainter, track: QRectF, state: StepState | None) -> None:
        theme = self._look.theme
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.canvas)
        painter.drawRoundedRect(track, 3, 3)
        if state is None or state.started is None or state.status is Status.SKIPPED:
            return
        is_running = state.status in (Status.RUNNING, Status.WAITING)
        length = self.span - state.started if is_running else (state.duration or 0.0) / 1000
        left = track.left() + track.width() * min(1.0, state.started / self.span)
        width = max(2.0, track.width() * min(1.0, length / self.span))
        painter.setBrush(bar_colour(state.status, theme))
        bar = QRectF(min(left, track.right() - width), track.top(), width, track.height())
        painter.drawRoundedRect(bar, min(3.0, width / 2), min(3.0, width / 2))

    def _text(
        self, painter: QPainter, room: QRect, text: str, colour: QColor, right: bool = False
    ) -> None:
        font = self._look.font()
        painter.setFont(font)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(
            visible(text), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _ink(state: StepState | None, theme: Theme) -> QColor:
    return theme.error if state is not None and state.status is Status.FAILED else theme.muted


def bar_colour(status: Status, theme: Theme) -> QColor:
    """The colour of the bar that shows how long a step took, by how it ended."""
    return {
        Status.SUCCEEDED: theme.ok,
        Status.FAILED: theme.error,
        Status.CANCELLED: theme.muted,
    }.get(status, theme.warning)


class RunList(QListView):
    """The list itself."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Painted by hand from left to right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.steps = RunModel(self)
        self._line = RunLine(look, self.steps, self)
        self.setModel(self.steps)
        self.setItemDelegate(self._line)
        self.setUniformItemSizes(True)
        self.setProperty("plain", True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Steps of the run"))
        look.changed.connect(self.viewport().update)

    def show_states(self, workflow: Workflow, states: States, elapsed: float) -> None:
        """Show states; the selection stays on its step."""
        number = self.current_number()
        self.steps.show_states(workflow, states)
        self.set_elapsed(elapsed)
        if number is not None and self.current_number() != number:
            self.select(number)

    def set_elapsed(self, elapsed: float) -> None:
        """Move the end of the time line."""
        self.steps.elapsed = elapsed
        self._line.span = self.steps.end
        self.viewport().update()

    def current_number(self) -> int | None:
        """The number of the chosen step."""
        index = self.currentIndex()
        return self.steps.number(index.row()) if index.isValid() else None

    def select(self, number: int | None) -> None:
        """Choose a step, if it is there; None for none."""
        if number is None:
            self.selectionModel().clear()
            return
        row = self.steps.row(number)
        if row is not None:
            self.setCurrentIndex(self.steps.index(row, 0))
