"""The canvas with real mouse and keys on a real document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from builder.canvas.camera import Camera
from builder.canvas.menu import context_menu
from builder.canvas.scene import card_of
from builder.canvas.view import CanvasView
from builder.document.clipboard import LONGEST
from builder.document.document import Document
from builder.look.theme import Look
from builder.model import edit
from builder.model.events import Status
from builder.model.workflow import ROOT, Place, Workflow, find, list_at
from builder.steps import EventTrigger, Request
from tests.support.canvas import ended, flow, on_card, on_plus, request, shown_canvas

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
TOP = Place(None, ROOT, 0)


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


def test_click_selects_and_empty_ground_selects_nothing(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    qtbot.mouseClick(canvas, LEFT, NONE, on_card(canvas, 2))
    assert document.selected == (2,)
    qtbot.mouseClick(canvas, LEFT, NONE, QPoint(20, 20))
    assert document.selected == ()


def test_shift_click_adds_and_takes_away(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    qtbot.mouseClick(canvas, LEFT, NONE, on_card(canvas, 2))
    qtbot.mouseClick(canvas, LEFT, SHIFT, on_card(canvas, 4))
    assert document.selected == (2, 4)
    qtbot.mouseClick(canvas, LEFT, SHIFT, on_card(canvas, 2))
    assert document.selected == (4,)


def test_plus_asks_for_the_palette_by_click_and_by_enter(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    asked: list[tuple[Place, QPoint]] = []
    canvas.palette_requested.connect(lambda place, at: asked.append((place, at)))
    place = Place(3, "no", 1)
    qtbot.mouseClick(canvas, LEFT, NONE, on_plus(canvas, place))
    assert [found for found, _ in asked] == [place]
    near = canvas.mapFromGlobal(asked[0][1]) - on_plus(canvas, place)
    assert 0 < near.x() < 60
    document.select([3])
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.picture.focused == Place(3, "yes", 0)
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert asked[-1][0] == Place(3, "yes", 1)


def test_a_press_on_a_plus_released_elsewhere_asks_nothing(
    qtbot: QtBot, canvas: CanvasView
) -> None:
    asked: list[object] = []
    canvas.palette_requested.connect(lambda place, at: asked.append(place))
    qtbot.mousePress(canvas, LEFT, NONE, on_plus(canvas, Place(None, ROOT, 0)))
    qtbot.mouseRelease(canvas, LEFT, NONE, QPoint(30, 400))
    assert asked == []


def test_arrow_keys_walk_and_enter_or_a_double_click_edits(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert document.selected == (1,)
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert document.selected == (4,)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert document.selected == (5,)
    qtbot.keyClick(canvas, Qt.Key.Key_Up, SHIFT)
    assert document.selected == (5, 3)
    document.select([5])
    with qtbot.waitSignal(canvas.step_activated) as entered:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert entered.args == [5]
    with qtbot.waitSignal(canvas.step_activated) as clicked:
        qtbot.mouseDClick(canvas, LEFT, NONE, on_card(canvas, 2))
    assert clicked.args == [2]


def test_delete_duplicate_toggle_and_select_all(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    qtbot.keyClick(canvas, Qt.Key.Key_D, CTRL)
    assert root(document) == [2, 6, 3]
    assert document.selected == (6,)
    qtbot.keyClick(canvas, Qt.Key.Key_E)
    assert find(document.workflow, 6) is not None
    assert not enabled(document, 6)
    qtbot.keyClick(canvas, Qt.Key.Key_E)
    assert enabled(document, 6)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert root(document) == [2, 3]
    assert document.selected == (3,)
    qtbot.keyClick(canvas, Qt.Key.Key_A, CTRL)
    assert document.selected == (1, 2, 3, 4, 5)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert root(document) == []
    assert document.selected == (1,)
    while document.history.canUndo():
        document.history.undo()
    assert document.workflow == flow()


def enabled(document: Document, number: int) -> bool:
    step = find(document.workflow, number)
    assert step is not None
    return step.enabled


def test_cut_and_paste_give_new_numbers_and_references_follow(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    inner = request(4, url="{{2.response.url}}")
    document.edit("url", edit.replace_step(document.workflow, 4, inner))
    document.select([2, 3])
    qtbot.keyClick(canvas, Qt.Key.Key_C, CTRL)
    qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    assert root(document) == [2, 3, 6, 7]
    pasted = find(document.workflow, 8)
    assert isinstance(pasted, Request)
    assert pasted.url == "{{6.response.url}}"
    qtbot.keyClick(canvas, Qt.Key.Key_X, CTRL)
    assert root(document) == [2, 3]
    canvas.focus_place(Place(3, "no", 0))
    qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    assert len(list_at(document.workflow, 3, "no")) == 3


def test_a_clipboard_without_steps_says_so(qtbot: QtBot, canvas: CanvasView) -> None:
    QGuiApplication.clipboard().setText("just words")
    with qtbot.waitSignal(canvas.message) as said:
        qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    assert "not a list of steps" in said.args[0]


def test_a_text_too_long_to_be_steps_is_not_read(qtbot: QtBot, canvas: CanvasView) -> None:
    QGuiApplication.clipboard().setText("x" * (LONGEST + 1))
    with qtbot.waitSignal(canvas.message) as told:
        qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    assert "too long" in told.args[0]
    QGuiApplication.clipboard().clear()


def test_a_curl_command_becomes_a_request(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    QGuiApplication.clipboard().setText("curl https://a.b/x -X PUT --interface eth0 -d a=1")
    with qtbot.waitSignal(canvas.message) as said:
        qtbot.keyClick(canvas, Qt.Key.Key_V, CTRL)
    QGuiApplication.clipboard().clear()
    assert "--interface" in said.args[0]
    pasted = find(document.workflow, document.selected[0])
    assert isinstance(pasted, Request)
    assert (pasted.method, pasted.url) == ("PUT", "https://a.b/x")
    assert root(document)[1] == pasted.number


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_right_click_selects_the_card_and_opens_the_menu(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    at = on_card(canvas, 4)
    mouse = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(canvas, QContextMenuEvent(mouse, at, canvas.mapToGlobal(at)))
    assert document.selected == (4,)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    delete = next(action for action in menu.actions() if action.text() == "Delete")
    qtbot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(delete).center())
    assert find(document.workflow, 4) is None
    assert not menu.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_right_click_beside_the_cards_offers_nothing_for_a_step(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    mouse = QContextMenuEvent.Reason.Mouse
    for at, first in ((QPoint(30, 300), "Paste"), (on_plus(canvas, TOP), "Add a step here")):
        QApplication.sendEvent(canvas, QContextMenuEvent(mouse, at, canvas.mapToGlobal(at)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert menu.actions()[0].text() == first
        assert "Delete" not in [action.text() for action in menu.actions()]
        if first == "Paste":
            menu.close()
    asked: list[Place] = []
    canvas.palette_requested.connect(lambda place, _: asked.append(place))
    qtbot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(menu.actions()[0]).center())
    assert asked == [TOP]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_problem_is_told_as_a_tooltip(canvas: CanvasView) -> None:
    canvas.set_problems({2: "The URL has no host."})

    def ask(number: int) -> None:
        at = on_card(canvas, number)
        help_wanted = QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at))
        QApplication.sendEvent(canvas, help_wanted)

    ask(2)
    assert QToolTip.text() == "The URL has no host."
    QToolTip.hideText()


def test_undo_while_a_gap_is_focused_that_goes_away(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    qtbot.keyClick(canvas, Qt.Key.Key_D, CTRL)
    canvas.focus_place(Place(None, ROOT, 3))
    document.history.undo()
    assert canvas.picture.focused is None


def colour_at(canvas: CanvasView, at: QPoint) -> QColor:
    return canvas.grab().toImage().pixelColor(at)


def test_states_colour_the_taken_path(canvas: CanvasView, look: Look) -> None:
    line = on_plus(canvas, Place(None, ROOT, 1)) + QPoint(0, -17)
    before = colour_at(canvas, line)
    canvas.set_states(
        {2: ended(Status.SUCCEEDED, "200 · 84 ms"), 3: ended(Status.SUCCEEDED, "Yes")}
    )
    after = colour_at(canvas, line)
    assert before != after
    assert after.green() > after.red() + 40


def test_how_a_step_ended_is_seen_at_a_scale_too_small_for_words(
    canvas: CanvasView, look: Look
) -> None:
    canvas.look_from(Camera(0.33, 300, 50))
    block = on_card(canvas, 2) + QPoint(34, 0)
    assert colour_at(canvas, block) == look.theme.raised
    canvas.set_states({2: ended(Status.FAILED, "500")})
    assert colour_at(canvas, block) == look.theme.error


def test_problems_are_marked_and_the_theme_follows_live(canvas: CanvasView, look: Look) -> None:
    corner = on_card(canvas, 2) + QPoint(114, -33)
    plain = colour_at(canvas, corner)
    canvas.set_problems({2: "The URL has no host."})
    assert colour_at(canvas, corner) != plain
    ground = QPoint(3, canvas.height() // 2)
    look.fix("dark")
    assert colour_at(canvas, ground).lightness() < 60


def test_an_empty_workflow_says_what_to_do(qtbot: QtBot, look: Look) -> None:
    document = Document(Workflow(trigger=EventTrigger(kind="event", number=1)))
    view = CanvasView(document, look)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    bottom = view.camera.to_view(0, view.bounds().bottom)
    below = view.grab().toImage()
    strip = [below.pixelColor(x, round(bottom.y) + 28) for x in range(200, 600)]
    assert min(colour.lightness() for colour in strip) < 150


def test_the_context_menu_offers_every_action(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    menu = context_menu(canvas, canvas.look, document, canvas.actions_on_steps)
    entries = {action.text(): action for action in menu.actions() if action.text()}
    assert list(entries) == [
        "Edit",
        "Cut",
        "Copy",
        "Paste",
        "Duplicate",
        "Copy as cURL",
        "Copy as Python",
        "Note…",
        "Collapse",
        "Problems…",
        "Disable",
        "Delete",
        "Select all steps",
    ]
    entries["Disable"].trigger()
    assert not enabled(document, 2)
    again = context_menu(canvas, canvas.look, document, canvas.actions_on_steps)
    assert "Enable" in [action.text() for action in again.actions()]
    assert not {a.text(): a for a in again.actions()}["Copy as cURL"].isEnabled()
    copied: list[tuple[int, str]] = []
    canvas.actions_on_steps.copy_request = lambda *wanted: copied.append(wanted)
    offered = context_menu(canvas, canvas.look, document, canvas.actions_on_steps)
    {a.text(): a for a in offered.actions()}["Copy as Python"].trigger()
    assert copied == [(2, "python")]
    document.select([1])
    only_trigger = context_menu(canvas, canvas.look, document, canvas.actions_on_steps)
    assert not {a.text(): a for a in only_trigger.actions()}["Delete"].isEnabled()


def test_the_canvas_says_what_it_is_on(canvas: CanvasView, document: Document) -> None:
    document.select([2])
    assert canvas.accessibleName() == "Canvas"
    assert "Get user" in canvas.accessibleDescription()
    canvas.focus_place(Place(None, ROOT, 0))
    assert "Add a step here" in canvas.accessibleDescription()


def test_several_steps_out_of_sight_come_into_sight_when_they_are_selected(
    canvas: CanvasView, document: Document, look: Look
) -> None:
    look.set_animated(False)
    canvas.resize(600, 200)
    canvas.start_over()
    before = canvas.camera
    document.select([1, 2, 4])
    assert canvas.camera == before  # one of them is seen
    document.select([4, 5])
    card = card_of(canvas.layout_now, 4)
    assert card is not None
    assert card.area.meets(canvas.seen())
    assert canvas.camera != before
