"""Collapsed blocks of the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.canvas.gestures import MoveSteps
from builder.canvas.scene import card_of
from builder.canvas.view import CanvasView
from builder.document import commands
from builder.document.document import Document
from builder.look.theme import Look
from builder.model.events import Status
from builder.model.workflow import Place, find, list_at
from tests.support.canvas import ended, flow, middle, on_card, on_plus, shown_canvas

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def document() -> Document:
    return Document(flow())


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(fixed="light")


@pytest.fixture
def canvas(qtbot: QtBot, document: Document, look: Look) -> CanvasView:
    return shown_canvas(qtbot, document, look)


def press_fold(qtbot: QtBot, canvas: CanvasView, number: int) -> None:
    card = card_of(canvas.layout_now, number)
    assert card is not None
    area = card.fold(number in canvas.folding.collapsed)
    qtbot.mouseClick(canvas, LEFT, NONE, middle(canvas, area))


def test_the_chevron_collapses_a_block_and_expands_it(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    before = document.workflow
    press_fold(qtbot, canvas, 3)
    assert canvas.folding.collapsed == {3}
    assert card_of(canvas.layout_now, 4) is None
    step = find(document.workflow, 3)
    assert step is not None
    inside = canvas.picture.inside(step)
    assert inside is not None
    assert inside.count == 2
    press_fold(qtbot, canvas, 3)
    assert card_of(canvas.layout_now, 4) is not None
    assert document.workflow is before
    assert not document.history.canUndo()


def test_a_collapsed_block_tells_the_worst_of_what_it_hides(
    canvas: CanvasView, document: Document
) -> None:
    canvas.folding.toggle([3])
    canvas.set_states({4: ended(Status.SUCCEEDED, "200"), 5: ended(Status.FAILED, "failed")})
    canvas.set_problems({5: "No URL."})
    step = find(document.workflow, 3)
    assert step is not None
    inside = canvas.picture.inside(step)
    assert inside is not None
    assert inside.tone == "error"
    assert "5 · No URL." in canvas.picture.tip(step)
    document.select([3])
    said = canvas.accessibleDescription()
    assert "collapsed, 2 steps inside" in said


def test_keys_collapse_and_expand(qtbot: QtBot, canvas: CanvasView, document: Document) -> None:
    document.select([3])
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.folding.collapsed == {3}
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert document.selected == (3,)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert not canvas.folding.collapsed
    qtbot.keyClick(canvas, Qt.Key.Key_C)
    assert canvas.folding.collapsed == {3}
    qtbot.keyClick(canvas, Qt.Key.Key_C, SHIFT)
    assert not canvas.folding.collapsed
    qtbot.keyClick(canvas, Qt.Key.Key_C, SHIFT)
    assert canvas.folding.collapsed == {3}


def test_collapsing_outlives_undo_and_renumbering(canvas: CanvasView, document: Document) -> None:
    canvas.folding.toggle([3])
    commands.delete(document, [3])
    document.history.undo()
    assert card_of(canvas.layout_now, 4) is None
    commands.delete(document, [2])
    commands.renumber(document)
    assert canvas.folding.collapsed == {2}
    assert card_of(canvas.layout_now, 3) is None
    document.history.undo()
    assert canvas.folding.collapsed == {3}
    assert card_of(canvas.layout_now, 4) is None


def test_what_is_hidden_shows_itself_when_it_is_selected(
    canvas: CanvasView, document: Document
) -> None:
    document.select([4])
    canvas.folding.toggle([3])
    assert document.selected == (3,)
    document.select([5])
    assert not canvas.folding.collapsed
    assert document.selected == (5,)


def test_a_dragged_block_carries_all_it_holds(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([3])
    start = on_card(canvas, 3)
    qtbot.mousePress(canvas, LEFT, NONE, start)
    qtbot.mouseMove(canvas, start + QPoint(0, 20))
    gesture = canvas.pointer.gesture
    assert isinstance(gesture, MoveSteps)
    assert gesture.carried == {3, 4, 5}
    assert gesture.others == 2
    canvas.pointer.cancel()


def test_what_rests_over_a_collapsed_block_opens_it(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    canvas.folding.toggle([3])
    start, block = on_card(canvas, 2), on_card(canvas, 3)
    qtbot.mousePress(canvas, LEFT, NONE, start)
    qtbot.mouseMove(canvas, start + QPoint(0, 30))
    qtbot.mouseMove(canvas, block)
    qtbot.waitUntil(lambda: not canvas.folding.collapsed)
    assert isinstance(canvas.pointer.gesture, MoveSteps)
    qtbot.mouseMove(canvas, on_plus(canvas, Place(3, "yes", 0)))
    qtbot.mouseRelease(canvas, LEFT, NONE, on_plus(canvas, Place(3, "yes", 0)))
    assert [step.number for step in list_at(document.workflow, 3, "yes")] == [2, 4]
