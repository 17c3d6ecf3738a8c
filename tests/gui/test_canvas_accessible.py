"""The canvas as Qt's accessibility interface shows it to screen readers."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from builder.app.announcing import describe_painted
from builder.canvas.accessible import CanvasAccess
from builder.canvas.view import CanvasView
from builder.document import commands
from builder.document.document import Document
from builder.document.step_state import StepState
from builder.look.theme import Look
from builder.model.events import Status, StepFinished
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import Conditional, EventTrigger, Request


def workflow() -> Workflow:
    inner = Request(kind="request", number=4, name="Inner", enabled=False)
    return Workflow(
        trigger=EventTrigger(kind="event", number=1),
        steps=(
            Request(kind="request", number=2, name="Get user", url="/users"),
            Conditional(kind="conditional", number=3, name="Known?", yes=(inner,)),
        ),
    )


@pytest.fixture(autouse=True)
def factory(qtbot: QtBot) -> Iterator[None]:
    describe_painted()
    yield
    QAccessible.installFactory(lambda _key, _thing: None)


@pytest.fixture
def view(qtbot: QtBot) -> CanvasView:
    view = CanvasView(Document(workflow()), Look(fixed="light"))
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    qtbot.waitExposed(view)
    return view


def access(view: CanvasView) -> CanvasAccess:
    found = QAccessible.queryAccessibleInterface(view)
    assert isinstance(found, CanvasAccess)
    return found


def names(view: CanvasView) -> list[str]:
    canvas = access(view)
    texts = [canvas.child(i).text(QAccessible.Text.Name) for i in range(canvas.childCount())]
    return [text for text in texts if text[:1].isdigit()]


def test_steps_are_spoken_in_reading_order(view: CanvasView) -> None:
    assert [name.split(", ")[:3] for name in names(view)] == [
        ["1", "Trigger", "event"],
        ["2", "Get user", "Request"],
        ["3", "Known?", "Conditional"],
        ["4", "Inner", "Request"],
    ]
    assert "disabled" in names(view)[3]


def test_they_follow_edits_and_runs(view: CanvasView) -> None:
    commands.insert_new(view.document, Place(None, ROOT, 0), "delay")
    commands.delete(view.document, [2])
    ended = StepFinished(step=3, status=Status.FAILED, summary="no such key")
    view.set_states({3: StepState(Status.FAILED, finished=ended)})
    view.set_problems({5: "Say how long to wait."})
    assert [name.split(",")[0] for name in names(view)] == ["1", "5", "3", "4"]
    assert names(view)[2].endswith("failed, no such key")
    assert "Say how long to wait." in names(view)[1]


def test_a_step_tells_where_it_is_and_whether_it_is_selected(view: CanvasView) -> None:
    canvas = access(view)
    step = canvas.child(canvas.index_of(2))
    assert step.role() is QAccessible.Role.ListItem
    assert canvas.indexOfChild(step) == canvas.index_of(2)
    assert not step.state().selected
    view.document.select([2])
    assert step.state().selected
    middle = step.rect().center() - view.mapToGlobal(QPoint(0, 0))
    below = view.document.workflow.steps[0]
    assert "Get user" in below.title
    assert view.rect().contains(middle)


def test_pressing_a_step_opens_it(view: CanvasView, qtbot: QtBot) -> None:
    canvas = access(view)
    step = canvas.child(canvas.index_of(4))
    with qtbot.waitSignal(view.step_activated) as heard:
        step.actionInterface().doAction("Press")
    assert heard.args == [4]
    assert view.document.selected == (4,)


def test_the_keyboard_is_where_it_is_told(view: CanvasView, qtbot: QtBot) -> None:
    view.document.select([2])
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    focused = access(view).focusChild()
    assert "Known?" in focused.text(QAccessible.Text.Name)
    assert focused.state().focused


def test_what_was_asked_for_goes_with_steps_and_canvas(qtbot: QtBot) -> None:
    for _ in range(5):
        view = CanvasView(Document(workflow()), Look(fixed="light"))
        view.show()
        canvas = access(view)
        gone = canvas.child(canvas.index_of(2))
        commands.delete(view.document, [2])
        assert len(names(view)) == 3
        assert not shiboken6.isValid(gone)
        shiboken6.delete(view)
        assert not shiboken6.isValid(canvas)
        del view, canvas, gone
        gc.collect()
