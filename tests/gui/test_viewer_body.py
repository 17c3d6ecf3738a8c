from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from builder.look.theme import Look
from builder.viewer.body_view import BodyView
from builder.viewer.hex_rows import HexRows
from builder.viewer.highlight import Highlighter
from builder.viewer.rows import Spot
from builder.viewer.search_bar import SearchBar
from builder.viewer.selection import Selection
from builder.viewer.text_rows import TextRows
from builder.viewer.text_search import TextSearch

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TEXT = b"first line\n\tsecond \xe6\x97\xa5\xf0\x9f\x98\x80 line\nthird line\n" + b"more\n" * 500


@pytest.fixture
def view(qtbot):
    shown = BodyView(Look(fixed="light"))
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    shown.set_rows(TextRows(TEXT), None)
    shown.show()
    qtbot.waitExposed(shown)
    shown.setFocus()
    return shown


def point_of(view: BodyView, row: int, column: int) -> QPoint:
    layout = view._layouts.get(row)
    top = row - view.verticalScrollBar().value()
    x = view._text_left() + layout.x(column) - view.horizontalScrollBar().value()
    return QPoint(round(x) + 1, 4 + top * view.row_height + view.row_height // 2)


def drag(view: BodyView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_text_is_selected_with_the_mouse_and_copied_with_keys(view) -> None:
    drag(view, point_of(view, 0, 6), point_of(view, 1, 7))
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "line\n\tsecond"


def test_wide_characters_are_one_column_each(view) -> None:
    drag(view, point_of(view, 1, 8), point_of(view, 1, 10))
    assert view.selected_text() == "日😀"
    assert view.selection == Selection(Spot(1, 8), Spot(1, 10))


def test_a_double_click_selects_the_word(view) -> None:
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 2, 2))
    assert view.selected_text() == "third"


def test_keys_walk_and_select(view) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 0, 0))
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.selection.caret == Spot(2, 0)
    assert view.accessibleDescription() == "3 third line"
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text() == "third line"
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.selection.caret == Spot(502, 4)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_text() == TEXT.decode().removesuffix("\n")


def test_dragging_below_the_view_scrolls_on(view, qtbot) -> None:
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=point_of(view, 0, 0))
    QTest.mouseMove(port, QPoint(60, port.height() + 40))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 5, timeout=3000)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(60, port.height() + 40))
    stopped = view.verticalScrollBar().value()
    qtbot.wait(120)
    assert view.verticalScrollBar().value() == stopped
    assert view.selection.start == Spot(0, 0)


def test_what_is_painted_is_coloured_and_numbered(view, qtbot) -> None:
    look = view._look
    view.set_rows(TextRows(b'{\n  "key": "text",\n  "n": 12\n}'), Highlighter("json"))
    picture = view.viewport().grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(view.row_height, view.row_height * 4)
    }
    for ink in (look.theme.purple, look.theme.ok, look.theme.blue, look.theme.canvas):
        assert any(_near(ink.name(), name) for name in seen), ink.name()


def _near(one: str, other: str) -> bool:
    parts = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return max(abs(a - b) for a, b in parts) < 40


def test_a_minified_megabyte_is_shown_at_once_and_scrolled_without_a_stall(view, qtbot) -> None:
    data = b"[" + b'{"id":12345,"name":"somebody","tags":["a","b"]},' * 30_000 + b"0]"
    begin = perf_counter()
    view.set_rows(TextRows(data), Highlighter("json"))
    view.viewport().repaint()
    assert perf_counter() - begin < 0.5
    qtbot.waitUntil(lambda: view.rows.complete, timeout=5000)
    assert view.rows.count > 1000
    view.verticalScrollBar().setValue(700)
    view.viewport().repaint()
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    last = view.rows.count - 1
    assert view.rows.text(last).endswith("0]")


def test_too_much_is_not_copied(view, qtbot) -> None:
    view.set_rows(HexRows(b"x" * 10_000_001), None)
    QGuiApplication.clipboard().setText("before")
    view.select_all()
    with qtbot.waitSignal(view.notice) as told:
        view.copy()
    assert "10 MB" in told.args[0]
    assert QGuiApplication.clipboard().text() == "before"


def test_search_walks_from_place_to_place(view, qtbot) -> None:
    bar = SearchBar(Look(fixed="light"))
    search = TextSearch(view, bar)
    bar.searched.connect(search.look_for)
    bar.walked.connect(search.walk)
    qtbot.addWidget(bar)
    bar.show()
    QTest.keyClicks(bar.field, "line")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 3", timeout=3000)
    assert view.selection == Selection(Spot(0, 6), Spot(0, 10))
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert view.selection == Selection(Spot(1, 11), Spot(1, 15))
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 3"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "3 of 3"
    assert view.selection.start == Spot(2, 6)
    QTest.keyClicks(bar.field, "zzz")
    qtbot.waitUntil(lambda: bar.count.text() == "not found", timeout=3000)
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.field.text() == ""
    assert bar.count.text() == ""


def test_an_unseen_character_is_a_sign_that_tells_its_name(view) -> None:
    view.set_rows(TextRows("user\u202etxt.exe".encode()), None)
    point = point_of(view, 0, 4)
    assert view.unseen_at(point + QPoint(3, 0)) == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert view.unseen_at(point_of(view, 0, 0)) == ""
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, 0, 1))
    view.select_all()
    assert view.selected_text() == "user\u202etxt.exe"


def test_right_to_left_text_keeps_its_line_from_the_left(view) -> None:
    view.set_rows(TextRows('"שלום": 1'.encode()), None)
    assert view._layouts.get(0).x(0) == 0
