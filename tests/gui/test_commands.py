"""Commands on steps: one undoable edit each, with a text for the menu; and their clipboard."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import QMimeData

from builder.document import commands
from builder.document.clipboard import MIME, ClipboardProblem, from_mime, from_text, to_text
from builder.document.document import Document
from builder.model.edit import next_number
from builder.model.workflow import ROOT, Place, Workflow, find, list_at
from builder.steps import Conditional, EventTrigger, Request, UnknownStep

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def document() -> Document:
    inner = Request(kind="request", number=4, url="{{2.response.body.id}}")
    return Document(
        Workflow(
            trigger=EventTrigger(kind="event", number=1),
            steps=(
                Request(kind="request", number=2, name="Get user"),
                Conditional(kind="conditional", number=3, yes=(inner,)),
            ),
        )
    )


def numbers(document: Document, parent: int | None = None, branch: str = ROOT) -> list[int]:
    return [step.number for step in list_at(document.workflow, parent, branch)]


def test_a_new_step_takes_one_more_than_any_number_present_or_referenced(
    document: Document,
) -> None:
    assert commands.insert_new(document, Place(3, "no", 0), "request") == 5
    assert numbers(document, 3, "no") == [5]
    step = find(document.workflow, 5)
    assert step is not None
    after = step.model_copy(update={"url": "{{41.response.body}}"})
    document.edit("url", document.workflow.model_copy(update={"steps": (after,)}))
    assert commands.insert_new(document, Place(None, ROOT, 1), "conditional") == 42
    document.history.undo()
    assert commands.insert_new(document, Place(None, ROOT, 1), "conditional") == 42
    assert document.numbering.next(document.workflow) == next_number(document.workflow)


def test_kinds_and_places_that_do_not_exist_are_refused(document: Document) -> None:
    with pytest.raises(KeyError):
        commands.insert_new(document, Place(None, ROOT, 0), "nonsense")
    with pytest.raises(KeyError):
        commands.insert_new(document, Place(77, "yes", 0), "request")
    assert document.history.count() == 0


def test_delete_selects_what_comes_next(document: Document) -> None:
    commands.delete(document, [4])
    assert document.selected == (3,)
    commands.delete(document, [2])
    assert document.selected == (3,)
    assert document.history.undoText() == "Delete “Get user”"
    commands.delete(document, [1, 99])
    assert document.history.count() == 2


def test_a_step_inside_a_deleted_one_goes_with_it(document: Document) -> None:
    commands.delete(document, [3, 4])
    assert numbers(document) == [2]
    assert document.history.undoText() == "Delete “Conditional”"


def test_duplicates_refer_to_each_other(document: Document) -> None:
    assert commands.duplicate(document, [2, 3]) == (5, 6)
    copy = find(document.workflow, 7)
    assert isinstance(copy, Request)
    assert copy.url == "{{5.response.body.id}}"
    assert numbers(document) == [2, 3, 5, 6]
    assert commands.duplicate(document, [1]) == ()


def test_move_knows_when_nothing_would_change(document: Document) -> None:
    workflow = document.workflow
    assert not commands.moves(workflow, [2], Place(None, ROOT, 0))
    assert not commands.moves(workflow, [2], Place(None, ROOT, 1))
    assert not commands.moves(workflow, [3], Place(3, "no", 0))
    assert not commands.moves(workflow, [1], Place(None, ROOT, 2))
    assert commands.moves(workflow, [2], Place(None, ROOT, 2))
    commands.move(document, [2], Place(None, ROOT, 1))
    assert document.history.count() == 0
    commands.move(document, [2, 4], Place(3, "no", 0))
    assert numbers(document, 3, "no") == [2, 4]
    assert document.history.count() == 1


def test_toggle_disables_all_unless_all_are_disabled(document: Document) -> None:
    commands.toggle(document, [1, 2, 3])
    assert document.history.undoText() == "Disable 2 steps"
    commands.toggle(document, [3])
    commands.toggle(document, [2, 3])
    states = {n: step.enabled for n in (1, 2, 3) if (step := find(document.workflow, n))}
    assert states == {1: True, 2: False, 3: False}
    commands.toggle(document, [2, 3])
    assert document.history.undoText() == "Enable 2 steps"
    commands.toggle(document, [1])
    assert document.history.count() == 4


def test_rename_and_renumber(document: Document) -> None:
    commands.rename(document, 2, "Fetch")
    commands.rename(document, 2, "Fetch")
    commands.rename(document, 99, "Nobody")
    assert document.history.count() == 1
    commands.renumber(document)
    assert document.history.count() == 1
    commands.move(document, [2], Place(None, ROOT, 2))
    commands.renumber(document)
    assert numbers(document) == [2, 4]
    assert document.history.undoText() == "Renumber steps"


def test_the_place_after_a_selection(document: Document) -> None:
    workflow = document.workflow
    assert commands.place_after(workflow, []) == Place(None, ROOT, 2)
    assert commands.place_after(workflow, [1]) == Place(None, ROOT, 0)
    assert commands.place_after(workflow, [4]) == Place(3, "yes", 1)
    assert commands.place_after(workflow, [2, 4]) == Place(3, "yes", 1)


def test_cut_and_paste_through_text(document: Document) -> None:
    before = document.workflow
    data = commands.cut(document, [2, 3])
    assert data is not None
    assert data.hasFormat(MIME)
    assert numbers(document) == []
    assert document.history.undoText() == "Cut 2 steps"
    text = QMimeData()
    text.setText(data.text())
    commands.paste(document, text, Place(None, ROOT, 0))
    assert document.history.undoText() == "Paste 2 steps"
    assert len(document.selected) == 2
    assert from_mime(data) == before.steps
    assert commands.cut(document, [1]) is None


def test_text_keeps_what_is_not_known() -> None:
    step = UnknownStep.model_validate({"kind": "teleport", "number": 7, "where": {"x": 1}})
    (back,) = from_text(to_text([step]))
    assert back == step
    assert isinstance(back, UnknownStep)


def text_of(**changes: Any) -> str:
    step = {"kind": "request", "number": 2}
    return json.dumps({"format": 1, "steps": [step], **changes})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing to paste"),
        ("  \n", "nothing to paste"),
        ("wget https://example.com", "not a list of steps"),
        ("curl --silent", "no address"),
        ("[1, 2]", "holds no steps"),
        ("{}", "holds no steps"),
        (text_of(steps=[]), "holds no steps"),
        (text_of(format=99), "format 99"),
        (text_of(format="new"), "format new"),
        (text_of(steps=[{"kind": "request", "number": 0}]), r"steps\[0\]"),
        (text_of(steps=[{"kind": "event", "number": 2}]), "is a trigger"),
        (text_of(steps=[{"kind": "request", "number": 2}] * 2), "have the number 2"),
        (text_of(steps=["words"]), r"steps\[0\]: This should be an object.*text"),
        ("[" * 100_000, "not a list of steps"),
    ],
)
def test_a_clipboard_that_holds_something_else_says_what(text: str, said: str) -> None:
    data = QMimeData()
    data.setText(text)
    with pytest.raises(ClipboardProblem, match=said):
        from_mime(data)


def test_the_text_of_a_flow_file_gives_its_steps() -> None:
    flow = {"format": 1, "trigger": {"kind": "event", "number": 1}}
    assert [step.number for step in from_text(text_of(**flow))] == [2]
