"""What is painted by hand stays as it is where the interface is read from the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from builder.canvas.controls import ZoomControls
from builder.canvas.view import CanvasView
from builder.document.document import Document
from builder.document.step_state import StepState
from builder.look.pill import Pill
from builder.look.theme import Look
from builder.model.events import Status, StepFinished
from builder.model.workflow import Workflow
from builder.panels.run_list import RunList
from builder.panels.waterfall import Chart
from builder.steps import Conditional, EventTrigger, Request

FLOW = Workflow(
    trigger=EventTrigger(kind="event", number=1),
    steps=(
        Request(kind="request", number=2, name="Get user", url="/users/{{1.event.id}}"),
        Conditional(kind="conditional", number=3, name="User exists?"),
    ),
)
DONE = StepFinished(step=2, status=Status.SUCCEEDED, summary="200 · 15 ms", duration=15.0)
STATES = {2: StepState(Status.SUCCEEDED, started=0.1, finished=DONE)}


@pytest.fixture
def from_right(qapp: QApplication) -> Iterator[Callable[[], None]]:
    yield lambda: qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def canvas(look: Look) -> QWidget:
    view = CanvasView(Document(FLOW), look)
    view.set_states(STATES)
    view.findChild(ZoomControls).hide()
    return view


def run_list(look: Look) -> QWidget:
    steps = RunList(look)
    steps.show_states(FLOW, STATES, 1.0)
    return steps


def chart(look: Look) -> QWidget:
    made = Chart(look)
    made.show_states(FLOW, STATES, 1.0)
    return made


def pill(look: Look) -> QWidget:
    return Pill(look, "200 · 15 ms", "ok")


@pytest.mark.parametrize("make", [canvas, run_list, chart, pill])
def test_it_looks_the_same(
    make: Callable[[Look], QWidget], from_right: Callable[[], None], qtbot: QtBot
) -> None:
    def shown() -> QImage:
        widget = make(Look(fixed="light"))
        qtbot.addWidget(widget)
        widget.resize(480, 420)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget.grab().toImage()

    there = shown()
    from_right()
    assert shown() == there
