"""Dragging on the canvas: lasso, cards, kinds from the palette."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.canvas.view import CanvasView
from builder.document.clipboard import KIND_MIME
from builder.document.document import Document
from builder.look.theme import Look
from builder.model.workflow import ROOT, Place, list_at
from tests.support.canvas import drag, flow, on_card, on_plus, shown_canvas

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def document() -> Document:
    return Document(flow())


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(fixed="light")


@pytest.fixture
def canvas(qtbot: QtBot, document: Document, look: Look) -> CanvasView:
    return shown_canvas(qtbot, document, look)


def root(document: Document) -> list[int]:
    return [step.number for step in document.workflow.steps]


def test_lasso_selects_what_it_touches_and_esc_takes_it_back(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([1])
    start, end = QPoint(5, canvas.height() - 5), on_card(canvas, 5)
    qtbot.mousePress(canvas, LEFT, NONE, start)
    qtbot.mouseMove(canvas, (start + end) / 2)
    qtbot.mouseMove(canvas, end)
    assert set(document.selected) == {4, 5}
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert document.selected == (1,)
    qtbot.mouseRelease(canvas, LEFT, NONE, end)
    assert document.selected == (1,)


def test_dragging_a_card_onto_a_plus_moves_it_as_one_edit(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    drag(qtbot, canvas, on_card(canvas, 2), on_plus(canvas, Place(3, "no", 0)))
    assert root(document) == [3]
    assert [s.number for s in list_at(document.workflow, 3, "no")] == [2, 5]
    assert document.history.undoText() == "Move “Get user”"
    document.history.undo()
    assert root(document) == [2, 3]
    assert document.history.index() == 0


def test_a_drag_cancelled_or_dropped_nowhere_changes_nothing(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    drag(qtbot, canvas, on_card(canvas, 2), QPoint(60, 60))
    assert document.history.count() == 0
    qtbot.mousePress(canvas, LEFT, NONE, on_card(canvas, 2))
    qtbot.mouseMove(canvas, on_plus(canvas, Place(3, "no", 0)))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas, LEFT, NONE, on_plus(canvas, Place(3, "no", 0)))
    assert document.history.count() == 0


def test_a_conditional_cannot_be_dropped_into_itself(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    drag(qtbot, canvas, on_card(canvas, 3), on_plus(canvas, Place(3, "yes", 1)))
    assert document.history.count() == 0


def test_several_selected_steps_move_together(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([4, 5])
    drag(qtbot, canvas, on_card(canvas, 4), on_plus(canvas, Place(None, ROOT, 0)))
    assert root(document) == [4, 5, 2, 3]
    assert document.selected == (4, 5)
    assert document.history.undoText() == "Move 2 steps"


def test_the_trigger_stays_where_it_is(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    drag(qtbot, canvas, on_card(canvas, 1), on_plus(canvas, Place(None, ROOT, 1)))
    assert document.history.count() == 0


def drag_kind(canvas: CanvasView, kind: str, at: QPoint) -> tuple[bool, QDropEvent]:
    """What Qt sends when a palette entry is dragged over the canvas and dropped."""
    data = QMimeData()
    data.setData(KIND_MIME, kind.encode())
    copy, buttons = Qt.DropAction.CopyAction, LEFT
    enter = QDragEnterEvent(at, copy, data, buttons, NONE)
    QApplication.sendEvent(canvas, enter)
    QApplication.sendEvent(canvas, QDragMoveEvent(at, copy, data, buttons, NONE))
    drop = QDropEvent(QPointF(at), copy, data, buttons, NONE)
    QApplication.sendEvent(canvas, drop)
    return enter.isAccepted(), drop


def test_a_kind_dropped_on_a_plus_becomes_a_selected_step(
    canvas: CanvasView, document: Document
) -> None:
    taken, drop = drag_kind(canvas, "request", on_plus(canvas, Place(3, "yes", 1)) + QPoint(9, 9))
    assert taken
    assert drop.isAccepted()
    assert [s.number for s in list_at(document.workflow, 3, "yes")] == [4, 6]
    assert document.selected == (6,)
    assert document.history.undoText() == "Add Request"


def test_a_drag_near_a_side_moves_what_is_seen_once_it_has_been_inside(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    data = QMimeData()
    data.setData(KIND_MIME, b"request")
    start = canvas.camera

    def over(x: int, kind: type[QDragMoveEvent] = QDragMoveEvent) -> None:
        event = kind(QPoint(x, 300), Qt.DropAction.CopyAction, data, LEFT, NONE)
        QApplication.sendEvent(canvas, event)

    over(4, QDragEnterEvent)
    qtbot.wait(80)
    assert canvas.camera == start
    over(300)
    over(4)
    qtbot.waitUntil(lambda: canvas.camera.x > start.x + 20, timeout=3000)
    canvas.pointer.cancel()


def test_unknown_kinds_are_refused_and_a_drop_nowhere_does_nothing(
    canvas: CanvasView, document: Document
) -> None:
    taken, _ = drag_kind(canvas, "nonsense", on_plus(canvas, Place(None, ROOT, 0)))
    assert not taken
    _, drop = drag_kind(canvas, "request", QPoint(40, 300))
    assert not drop.isAccepted()
    assert document.history.count() == 0
