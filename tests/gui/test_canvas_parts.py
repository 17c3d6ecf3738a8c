"""Notes, finding, problems and keys of the canvas, with real mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QStyle
from pytestqt.qtbot import QtBot

from builder.canvas.gestures import MoveSteps
from builder.canvas.scene import block_area, card_of
from builder.canvas.view import CanvasView
from builder.document import commands
from builder.document.document import Document
from builder.look.theme import Look
from builder.model.fixes import Around
from builder.model.problem import Problem
from builder.model.workflow import ROOT, Place, Workflow, find
from builder.steps import EventTrigger
from tests.support.canvas import flow, middle, on_card, on_plus, request, shown_canvas

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def document() -> Document:
    return Document(flow())


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(fixed="light")


@pytest.fixture
def canvas(qtbot: QtBot, document: Document, look: Look) -> CanvasView:
    return shown_canvas(qtbot, document, look)


def test_a_note_is_written_on_the_canvas(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    qtbot.keyClick(canvas, Qt.Key.Key_N)
    editor = canvas.parts.note_editor
    assert editor.isVisible()
    qtbot.keyClicks(editor, "slow")
    qtbot.keyClick(editor, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClicks(editor, "at night")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert not editor.isVisible()
    step = find(document.workflow, 2)
    assert step is not None
    assert step.note == "slow\nat night"
    assert "slow" in canvas.picture.tip(step)
    card = card_of(canvas.layout_now, 2)
    assert card is not None
    qtbot.mouseClick(canvas, LEFT, NONE, middle(canvas, card.note))
    assert editor.isVisible()
    qtbot.keyClicks(editor, "never mind")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    step = find(document.workflow, 2)
    assert step is not None
    assert step.note == "slow\nat night"
    document.history.undo()
    step = find(document.workflow, 2)
    assert step is not None
    assert step.note == ""


def test_a_click_elsewhere_keeps_a_note(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    canvas.parts.edit_note()
    qtbot.keyClicks(canvas.parts.note_editor, "kept")
    qtbot.mouseClick(canvas, LEFT, NONE, QPoint(20, 600))
    step = find(document.workflow, 2)
    assert step is not None
    assert step.note == "kept"


def test_find_dims_the_others_walks_and_opens_blocks(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    canvas.folding.toggle([3])
    qtbot.keyClick(canvas, Qt.Key.Key_F, CTRL)
    bar = canvas.parts.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.words, "request")
    assert canvas.picture.found == {2, 4, 5}
    assert document.selected == (2,)
    assert bar.count.text() == "1 of 3"
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert document.selected == (4,)
    assert card_of(canvas.layout_now, 4) is not None
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, SHIFT)
    qtbot.keyClick(bar.words, Qt.Key.Key_Return, SHIFT)
    assert document.selected == (5,)
    assert bar.count.text() == "3 of 3"
    bar.words.clear()
    qtbot.keyClicks(bar.words, "#4")
    assert canvas.picture.found == {4}
    bar.words.setText("nothing is called that")
    assert bar.count.text() == "No match"
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert canvas.picture.found is None
    assert not bar.isVisible()
    qtbot.waitUntil(canvas.hasFocus)


def test_escape_on_the_canvas_leaves_the_gap_and_then_finding(
    qtbot: QtBot, canvas: CanvasView
) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_F, CTRL)
    bar = canvas.parts.find_bar
    qtbot.keyClicks(bar.words, "#4")
    canvas.setFocus()
    canvas.focus_place(Place(None, ROOT, 1))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert bar.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert canvas.picture.found is None


WRONG = Problem(
    "{{env.base}} has no value: the environment “local” has no variable “base”.", 2, "url"
)


def wrong_canvas(qtbot: QtBot, look: Look) -> tuple[CanvasView, Document]:
    workflow = Workflow(
        trigger=EventTrigger(kind="event", number=1),
        steps=(request(2, "Get", url="{{env.base}}/users"),),
    )
    document = Document(workflow)
    canvas = shown_canvas(qtbot, document, look)
    canvas.set_problems({2: WRONG.message}, [WRONG])
    canvas.parts.fixing.around = lambda: Around(("base_url",), "local", ())
    return canvas, document


def buttons(canvas: CanvasView) -> dict[str, QPushButton]:
    shown = canvas.parts.fixing.list
    assert shown is not None
    return {button.text(): button for button in shown.buttons}


def test_a_click_on_the_mark_lists_problems_with_fixes(qtbot: QtBot, look: Look) -> None:
    canvas, document = wrong_canvas(qtbot, look)
    created: list[str] = []
    gone: list[tuple[int, str]] = []
    fixing = canvas.parts.fixing
    fixing.create_variable = created.append
    fixing.go_to = lambda number, field: gone.append((number, field))
    card = card_of(canvas.layout_now, 2)
    assert card is not None
    qtbot.mouseClick(canvas, LEFT, NONE, middle(canvas, card.mark))
    assert list(buttons(canvas)) == [
        "Use “base_url” instead",
        "Create the variable “base”",
        "Go to the field",
    ]
    buttons(canvas)["Create the variable “base”"].click()
    assert created == ["base"]
    document.select([2])
    qtbot.keyClick(canvas, Qt.Key.Key_Return, ALT)
    buttons(canvas)["Go to the field"].click()
    assert gone == [(2, "url")]
    qtbot.keyClick(canvas, Qt.Key.Key_Return, ALT)
    shown = fixing.list
    assert shown is not None
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    step = find(document.workflow, 2)
    assert step is not None
    assert step.url == "{{env.base_url}}/users"
    document.history.undo()
    assert document.workflow.steps[0].url == "{{env.base}}/users"


def test_escape_closes_the_problems(qtbot: QtBot, look: Look) -> None:
    canvas, document = wrong_canvas(qtbot, look)
    document.select([2])
    canvas.parts.list_problems()
    shown = canvas.parts.fixing.list
    assert shown is not None
    assert shown.accessibleName() == "Problems of the step"
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: canvas.parts.fixing.list is None)


def test_insert_opens_the_palette_and_tab_walks_the_gaps(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([2])
    with qtbot.waitSignal(canvas.palette_requested) as asked:
        qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    assert asked.args[0] == Place(None, ROOT, 1)
    assert "after Get user" in canvas.accessibleDescription()
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.picture.focused == Place(3, "yes", 0)
    qtbot.keyClick(canvas, Qt.Key.Key_Backtab, SHIFT)
    assert canvas.picture.focused == Place(None, ROOT, 1)


def test_shift_2_shows_the_selection(qtbot: QtBot, canvas: CanvasView, document: Document) -> None:
    document.select([3])
    qtbot.keyClick(canvas, Qt.Key.Key_2, SHIFT)
    area = block_area(canvas.layout_now, 3)
    assert area is not None
    qtbot.waitUntil(lambda: canvas.seen().holds(area.left, area.bottom))
    assert area.bottom > 300
    document.select([4, 5])
    canvas.fit_selection()
    qtbot.waitUntil(lambda: canvas.seen().top > -100)


@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_Menu])
def test_the_menu_opens_at_the_selected_card_by_keyboard(
    qtbot: QtBot, canvas: CanvasView, document: Document, key: Qt.Key
) -> None:
    document.select([5])
    expected = canvas.mapToGlobal(on_card(canvas, 5))
    if key is Qt.Key.Key_F10:
        qtbot.keyClick(canvas, key, SHIFT)
    else:  # what Qt makes of the menu key
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(canvas, QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    menus = [child for child in canvas.findChildren(QMenu) if child.isVisible()]
    assert len(menus) == 1
    assert (menus[0].pos() - expected).manhattanLength() < 400
    assert document.selected == (5,)
    menus[0].close()


def test_losing_the_keyboard_cancels_a_drag(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    before = document.workflow
    start = on_card(canvas, 2)
    qtbot.mousePress(canvas, LEFT, NONE, start)
    qtbot.mouseMove(canvas, start + QPoint(0, 40))
    qtbot.mouseMove(canvas, start + QPoint(0, 300))
    assert isinstance(canvas.pointer.gesture, MoveSteps)
    canvas.clearFocus()
    assert canvas.pointer.gesture is None
    qtbot.mouseRelease(canvas, LEFT, NONE, start + QPoint(0, 300))
    assert document.workflow is before


def test_only_where_a_drag_would_land_is_filled(
    qtbot: QtBot, canvas: CanvasView, document: Document, look: Look
) -> None:
    canvas.focus_place(Place(None, ROOT, 0))
    start, end = on_card(canvas, 2), on_plus(canvas, Place(None, ROOT, 2))
    focused = on_plus(canvas, Place(None, ROOT, 0)) + QPoint(6, 6)
    assert canvas.grab().toImage().pixelColor(focused) == look.theme.accent
    qtbot.mousePress(canvas, LEFT, NONE, start)
    qtbot.mouseMove(canvas, start + QPoint(0, 20))
    qtbot.mouseMove(canvas, end)
    assert canvas.pointer.gesture is not None
    assert canvas.pointer.gesture.target == Place(None, ROOT, 2)
    canvas.focus_place(Place(None, ROOT, 0))
    assert canvas.grab().toImage().pixelColor(focused) != look.theme.accent
    canvas.pointer.cancel()


@pytest.mark.parametrize("animated", [True, False])
def test_cards_glide_only_where_that_is_wanted(
    qtbot: QtBot, canvas: CanvasView, document: Document, look: Look, animated: bool
) -> None:
    look.set_animated(animated)
    qtbot.waitUntil(lambda: not canvas.arrangement.motion.moving)
    commands.insert_new(document, Place(None, ROOT, 0), "request")
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    wanted = animated and bool(canvas.style().styleHint(hint, None, canvas))
    assert canvas.arrangement.motion.moving is wanted
    qtbot.waitUntil(lambda: not canvas.arrangement.motion.moving)


def test_right_to_left_leaves_the_plane_as_it_is(
    qtbot: QtBot, qapp: QApplication, document: Document, look: Look
) -> None:
    usual_canvas = shown_canvas(qtbot, document, look)
    usual = usual_canvas.grab(usual_canvas.rect().adjusted(0, 60, 0, 0)).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        turned = shown_canvas(qtbot, document, look)
        qtbot.mouseClick(turned, LEFT, NONE, on_card(turned, 2))
        assert document.selected == (2,)
        document.select([])
        qtbot.mouseMove(turned, QPoint(3, 3))
        plane = turned.rect().adjusted(0, 60, 0, 0)  # below the buttons, whose texts may differ
        assert turned.grab(plane).toImage() == usual
        assert turned.parts.find_bar.layoutDirection() is Qt.LayoutDirection.RightToLeft
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_the_frame_shows_that_the_keyboard_came_by_a_key(
    qtbot: QtBot, canvas: CanvasView, look: Look
) -> None:
    def corner() -> QColor:
        return canvas.grab(QRect(0, 300, 1, 1)).toImage().pixelColor(0, 0)

    assert corner() != look.theme.accent
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: corner() == look.theme.accent)
    qtbot.mouseClick(canvas, LEFT, NONE, QPoint(10, 600))
    assert corner() != look.theme.accent


def test_an_empty_workflow_says_what_to_do_next(qtbot: QtBot, look: Look) -> None:
    document = Document(Workflow(trigger=EventTrigger(kind="event", number=1)))
    canvas = shown_canvas(qtbot, document, look)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.picture.focused == Place(None, ROOT, 0)
    assert "after Trigger" in canvas.accessibleDescription()
    canvas.fit_selection()
    canvas.folding.toggle_all()
    qtbot.keyClick(canvas, Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(canvas.parts.find_bar.words, "request")
    assert canvas.parts.find_bar.count.text() == "No match"


def test_what_is_hovered_follows_when_what_is_seen_moves(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    qtbot.mouseMove(canvas, on_card(canvas, 2))
    assert canvas.picture.hovered == 2
    canvas.pan(0, -300)
    assert canvas.picture.hovered != 2
    canvas.pan(0, 300)
    assert canvas.picture.hovered == 2
    commands.delete(document, [2])
    assert canvas.picture.hovered == 3
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert canvas.picture.hovered is None
    canvas.pan(0, -5)
    assert canvas.picture.hovered is None


def test_the_step_in_hand_stays_in_sight_when_there_is_less_room(
    qtbot: QtBot, canvas: CanvasView, document: Document
) -> None:
    document.select([5])
    canvas.resize(1000, 300)
    card = card_of(canvas.layout_now, 5)
    assert card is not None
    qtbot.waitUntil(lambda: canvas.seen().bottom >= card.area.bottom)
    document.select([])
    canvas.start_over()
    canvas.resize(1000, 200)
    assert canvas.seen().top < 0
