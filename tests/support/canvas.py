"""A canvas to look at and to use with real mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from builder.canvas.geometry import Area
from builder.canvas.scene import card_of, plus_of
from builder.canvas.view import CanvasView
from builder.document.document import Document
from builder.document.step_state import StepState
from builder.look.theme import Look
from builder.model.events import Status, StepFinished
from builder.model.workflow import Place, Workflow
from builder.steps import Conditional, EventTrigger, Request


def ended(status: Status, summary: str = "") -> StepState:
    """The state of a step that is over."""
    return StepState(status, finished=StepFinished(step=1, status=status, summary=summary))


def request(number: int, name: str = "", url: str = "", note: str = "") -> Request:
    """A Request."""
    return Request(kind="request", number=number, name=name, url=url, note=note)


def flow() -> Workflow:
    """A Request, then a Conditional with a Request in each branch."""
    return Workflow(
        trigger=EventTrigger(kind="event", number=1),
        steps=(
            request(2, "Get user"),
            Conditional(kind="conditional", number=3, yes=(request(4),), no=(request(5),)),
        ),
    )


def shown_canvas(qtbot: QtBot, document: Document, look: Look) -> CanvasView:
    """The canvas of a document in a window of its own, with the keyboard on it."""
    view = CanvasView(document, look)
    qtbot.addWidget(view)
    view.resize(1000, 700)
    view.show()
    qtbot.waitExposed(view)
    view.setFocus()
    return view


def on_card(canvas: CanvasView, number: int) -> QPoint:
    """A point of the view in the middle of a card."""
    card = card_of(canvas.layout_now, number)
    assert card is not None
    return middle(canvas, card.area)


def middle(canvas: CanvasView, area: Area) -> QPoint:
    """The point of the view in the middle of an area of the canvas."""
    at = canvas.camera.to_view((area.left + area.right) / 2, (area.top + area.bottom) / 2)
    return QPoint(round(at.x), round(at.y))


def on_plus(canvas: CanvasView, place: Place) -> QPoint:
    """The point of the view where a "+" is."""
    plus = plus_of(canvas.layout_now, place)
    assert plus is not None
    at = canvas.camera.to_view(plus.x, plus.y)
    return QPoint(round(at.x), round(at.y))


def drag(qtbot: QtBot, canvas: CanvasView, start: QPoint, end: QPoint) -> None:
    """Press, move in steps, release."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    qtbot.mousePress(canvas, left, none, start)
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(canvas, start + (end - start) * share)
    qtbot.mouseRelease(canvas, left, none, end)
