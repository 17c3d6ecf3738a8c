"""The document: one way to change it, one undo command, keystrokes merge."""

import pytest
from pytestqt.qtbot import QtBot

from builder.document.document import Change, Document
from builder.model import edit
from builder.model.workflow import Workflow, find
from builder.steps import EventTrigger, Request


@pytest.fixture
def document(qapp: object) -> Document:
    flow = Workflow(trigger=EventTrigger(), steps=(Request(number=2), Request(number=3)))
    return Document(flow)


def type_url(document: Document, text: str) -> None:
    after = edit.change_step(document.workflow, 2, url=text)
    document.edit("Edit URL", after, merge="2.url")


def url(document: Document) -> str:
    step = find(document.workflow, 2)
    assert isinstance(step, Request)
    return step.url


def test_an_edit_is_told_and_can_be_undone(document: Document, qtbot: QtBot) -> None:
    before = document.workflow
    with qtbot.waitSignal(document.changed) as told:
        type_url(document, "h")
    assert isinstance(told.args, list)
    assert told.args[0] == Change(before, document.workflow)
    document.history.undo()
    assert document.workflow is before
    document.history.redo()
    assert url(document) == "h"


def test_keystrokes_merge_into_one_undo(document: Document) -> None:
    for text in ("h", "ht", "htt", "http"):
        type_url(document, text)
    assert document.history.count() == 1
    document.history.undo()
    assert url(document) == ""


def test_merging_ends_when_the_focus_leaves(document: Document) -> None:
    type_url(document, "a")
    document.end_merge()
    type_url(document, "ab")
    assert document.history.count() == 2
    document.history.undo()
    assert url(document) == "a"


def test_edits_of_different_fields_do_not_merge(document: Document) -> None:
    type_url(document, "a")
    document.edit("Edit", edit.change_step(document.workflow, 3, url="b"), merge="3.url")
    assert document.history.count() == 2


def test_the_same_workflow_is_no_edit(document: Document) -> None:
    document.edit("Nothing", document.workflow)
    assert document.history.count() == 0


def test_a_view_may_not_edit_while_a_change_is_shown(document: Document) -> None:
    caught: list[RuntimeError] = []

    def view(change: Change) -> None:
        try:
            document.edit("Echo", edit.remove(document.workflow, [3]))
        except RuntimeError as error:
            caught.append(error)

    document.changed.connect(view)
    type_url(document, "a")
    assert len(caught) == 1
    assert find(document.workflow, 3) is not None


def test_steps_that_are_gone_are_not_selected(document: Document) -> None:
    document.select([3, 99, 3])
    assert document.selected == (3,)
    document.edit("Delete", edit.remove(document.workflow, [3]))
    assert document.selected == ()
    document.history.undo()
    assert document.selected == (3,)


def test_undo_without_end(document: Document) -> None:
    first = document.workflow
    for i in range(500):
        type_url(document, f"https://example.com/{i}")
        document.end_merge()
    for _ in range(500):
        document.history.undo()
    assert document.workflow is first
    assert not document.history.canUndo()
