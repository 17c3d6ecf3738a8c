"""What part of the canvas is seen: panning, zooming, fitting, the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.canvas.camera import Camera
from builder.canvas.scene import card_of
from builder.canvas.view import CanvasView
from builder.document.document import Document
from builder.look.theme import Look
from builder.model.step import Step
from tests.support.canvas import drag, flow, on_card, request, shown_canvas

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
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


def test_panning_and_zooming(qtbot: QtBot, canvas: CanvasView) -> None:
    start = canvas.camera
    qtbot.mousePress(canvas, MIDDLE, NONE, QPoint(300, 300))
    qtbot.mouseMove(canvas, QPoint(340, 320))
    qtbot.mouseRelease(canvas, MIDDLE, NONE, QPoint(340, 320))
    assert (canvas.camera.x, canvas.camera.y) == (start.x + 40, start.y + 20)
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    drag(qtbot, canvas, on_card(canvas, 2), on_card(canvas, 2) - QPoint(40, 20))
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.camera == start
    qtbot.mouseClick(canvas.controls.percent, LEFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus, CTRL)
    assert canvas.controls.percent.text() == "125 %"
    qtbot.keyClick(canvas, Qt.Key.Key_Minus, CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus, CTRL)
    assert canvas.camera.zoom == pytest.approx(0.8)
    qtbot.keyClick(canvas, Qt.Key.Key_0, CTRL)
    assert canvas.camera.zoom == 1


def wheel(canvas: CanvasView, at: QPoint, pixels: QPoint, angle: QPoint, ctrl: bool) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas.mapToGlobal(at)),
        pixels,
        angle,
        Qt.MouseButton.NoButton,
        CTRL if ctrl else NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_the_wheel_pans_and_with_ctrl_zooms_at_the_cursor(canvas: CanvasView) -> None:
    start, at = canvas.camera, on_card(canvas, 3)
    wheel(canvas, at, QPoint(), QPoint(0, -120), ctrl=False)
    assert (canvas.camera.x, canvas.camera.y) == (start.x, start.y - 60)
    wheel(canvas, at, QPoint(-7, 11), QPoint(-14, 22), ctrl=False)
    assert (canvas.camera.x, canvas.camera.y) == (start.x - 7, start.y - 49)
    canvas.look_from(start)
    wheel(canvas, at, QPoint(), QPoint(0, 240), ctrl=True)
    assert canvas.camera.zoom == pytest.approx(1.25**2)
    assert (on_card(canvas, 3) - at).manhattanLength() <= 1


def test_fit_shows_everything(qtbot: QtBot, canvas: CanvasView) -> None:
    canvas.zoom_to(4)
    qtbot.keyClick(canvas, Qt.Key.Key_Exclam, SHIFT)
    bounds = canvas.bounds()

    def all_seen() -> None:
        seen = canvas.seen()
        assert seen.holds(bounds.left, bounds.top)
        assert seen.holds(bounds.right, bounds.bottom)

    qtbot.waitUntil(lambda: all_seen() is None, timeout=3000)


def test_the_map_shows_only_for_large_flows_and_goes_where_it_is_clicked(
    qtbot: QtBot, look: Look
) -> None:
    document = Document(flow())
    view = CanvasView(document, look)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    assert not view.minimap.isVisible()
    steps: tuple[Step, ...] = tuple(request(number) for number in range(2, 200))
    document.edit("many", document.workflow.model_copy(update={"steps": steps}))
    assert view.minimap.isVisible()
    qtbot.mouseClick(view.minimap, LEFT, NONE, QPoint(84, 124))
    card = card_of(view.layout_now, 199)
    assert card is not None
    assert view.seen().holds(card.x, card.y)


def test_a_new_selection_is_brought_into_sight(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    steps: tuple[Step, ...] = tuple(request(number) for number in range(2, 60))
    document.edit("many", document.workflow.model_copy(update={"steps": steps}))
    document.select([59])
    card = card_of(canvas.layout_now, 59)
    assert card is not None
    qtbot.waitUntil(lambda: canvas.seen().holds(card.x, card.y), timeout=3000)


def colour_at(canvas: CanvasView, at: QPoint) -> QColor:
    return canvas.grab().toImage().pixelColor(at)


def test_every_zoom_paints_the_cards(canvas: CanvasView, look: Look) -> None:
    for zoom in (0.1, 0.24, 0.3, 1.0, 4.0):
        canvas.look_from(Camera(zoom, 500, 100))
        at = on_card(canvas, 1)
        assert colour_at(canvas, at) != look.theme.canvas


def test_a_size_changed_while_hidden_leaves_the_middle_where_it_was(
    qtbot: QtBot, canvas: CanvasView
) -> None:
    width = canvas.width()
    canvas.look_from(Camera(0.6, width / 2, 40))
    canvas.hide()
    canvas.resize(width, canvas.height() - 46)
    canvas.show()
    assert canvas.camera.x == width / 2
    canvas.hide()
    canvas.resize(width - 100, canvas.height())
    canvas.show()
    assert canvas.camera.x == width / 2 - 50
