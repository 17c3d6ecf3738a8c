"""The outline mirrors the flow and walks it for a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from builder.canvas.outline import OutlineModel, OutlineView
from builder.document import commands
from builder.document.document import Document
from builder.document.step_state import StepState
from builder.model import edit
from builder.model.events import Status, StepFinished
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import Conditional, EventTrigger, Request


def ended(status: Status, summary: str = "") -> StepState:
    return StepState(status, finished=StepFinished(step=1, status=status, summary=summary))


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    request = Request(kind="request", number=4, name="Inner")
    return Document(
        Workflow(
            trigger=EventTrigger(kind="event", number=1),
            steps=(
                Request(kind="request", number=2, name="Get user", url="/users"),
                Conditional(kind="conditional", number=3, yes=(request,)),
            ),
        )
    )


def texts(model: OutlineModel, parent: QModelIndex | None = None) -> list[object]:
    """Names of the rows, what a row holds as a list after it."""
    found: list[object] = []
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found.append(model.data(index))
        inside = texts(model, index)
        if inside:
            found.append(inside)
    return found


def test_it_mirrors_the_flow_and_keeps_up(document: Document) -> None:
    model = OutlineModel(document)
    tester = QAbstractItemModelTester(model)
    assert texts(model) == [
        "1  Trigger",
        "2  Get user",
        "3  Conditional",
        ["Yes", ["4  Inner"], "No"],
    ]
    commands.insert_new(document, Place(3, "no", 0), "request")
    assert texts(model)[3] == ["Yes", ["4  Inner"], "No", ["5  Request"]]
    document.history.undo()
    commands.delete(document, [2])
    assert texts(model) == ["1  Trigger", "3  Conditional", ["Yes", ["4  Inner"], "No"]]
    assert tester.model() is model


def test_a_changed_field_keeps_the_rows(qtbot: QtBot, document: Document) -> None:
    model = OutlineModel(document)
    texts(model)
    inner = model.index_of(document.workflow, 4)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        commands.rename(document, 4, "Other")
    assert model.data(inner) == "4  Other"
    with qtbot.waitSignal(model.modelReset):
        document.edit("move", edit.move(document.workflow, [4], Place(None, ROOT, 0)))


def test_what_a_screen_reader_says(document: Document) -> None:
    model = OutlineModel(document)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    step = model.index_of(document.workflow, 2)
    assert model.data(step, spoken) == "2, Get user, Request, /users"
    model.set_states({2: ended(Status.FAILED, "404")})
    assert model.data(step, spoken).endswith("failed, 404")
    conditional = model.index_of(document.workflow, 3)
    assert model.data(model.index(1, 0, conditional), spoken) == "Branch No of step 3, empty"


def test_walking_selects_and_enter_edits(qtbot: QtBot, document: Document) -> None:
    view = OutlineView(document)
    qtbot.addWidget(view)
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    document.select([1])
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert document.selected == (2,)
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert document.selected == (4,)
    with qtbot.waitSignal(view.step_activated) as edited:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert edited.args == [4]
    document.select([2])
    current = view.outline.step_at(view.currentIndex())
    assert current is not None
    assert current.number == 2
