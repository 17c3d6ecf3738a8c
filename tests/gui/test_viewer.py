"""What a step sent and received, on screen: JSON, tree, images, text and tables."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from builder.model.events import Failure, Status
from builder.model.http import BodyRecord
from builder.viewer.body_pages import Mode
from builder.viewer.response_view import BODY, COOKIES, HEADERS, REQUEST
from builder.viewer.rows import Spot
from builder.viewer.saving import save, suggested_name
from builder.viewer.selection import Selection
from tests.support.bodies import (
    PERSON,
    exchange,
    finished,
    open_menu,
    person,
    shown_text,
    shown_view,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def view(qtbot):
    shown = shown_view(qtbot)
    yield shown
    shown.helper.end()


def test_nothing_to_show_says_what_to_do(view) -> None:
    assert view.empty.isVisible()
    assert "Test a step" in view.empty.text()
    view.show_step(person())
    assert not view.empty.isVisible()
    view.show_step(None)
    assert view.empty.isVisible()


def test_json_is_pretty_at_once_with_its_digits(view) -> None:
    data = b'{"n":1208925819614629174706176,"d":1.10}'
    view.show_step(finished(exchange(data, "application/problem+json")))
    assert view.body.mode is Mode.PRETTY
    assert shown_text(view) == '{\n  "n": 1208925819614629174706176,\n  "d": 1.10\n}'
    assert view.pill.text == "200 OK"
    assert view.body.bar.amount.text() == "40 B"


def test_the_tabs_name_what_is_in_them(view) -> None:
    view.show_step(person())
    assert [view.tabs.tabText(i) for i in range(5)] == [
        "Body",
        "Headers 2",
        "Cookies 1",
        "Timing",
        "Request",
    ]
    QTest.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=view.tabs.tabRect(HEADERS).center())
    assert view.headers.isVisible()
    assert view.headers.table.item(0, 1).text() == "application/json"
    QTest.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=view.tabs.tabRect(COOKIES).center())
    assert view.cookies.table.item(0, 0).text() == "sid"


def test_a_header_is_copied_as_a_reference(view) -> None:
    view.show_step(person())
    view.tabs.setCurrentIndex(HEADERS)
    assert view.headers.table.references[0] == "{{2.response.headers.content-type}}"
    view.headers.table.selectRow(0)
    QTest.keyClick(view.headers.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Content-Type: application/json"


def test_the_request_is_copied_as_a_command_and_as_a_program(view) -> None:
    view.show_step(finished(exchange(b"{}", "application/json")))
    view.tabs.setCurrentIndex(REQUEST)
    QTest.mouseClick(view.request.copy_curl, Qt.MouseButton.LeftButton)
    command = QGuiApplication.clipboard().text()
    assert "-H 'Authorization: Bearer '\"$AUTHORIZATION\"" in command
    QTest.mouseClick(view.request.copy_python, Qt.MouseButton.LeftButton)
    assert "os.environ['AUTHORIZATION']" in QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().clear()


def test_the_request_is_shown_as_it_was_sent(view) -> None:
    sent = BodyRecord(size=7, media_type="application/json", data=b'{"a":1}')
    view.show_step(finished(exchange(b"{}", "application/json", method="POST", request_body=sent)))
    view.tabs.setCurrentIndex(REQUEST)
    request = view.request
    assert request.method.text == "POST"
    assert request.url.text().startswith("https://api.example.com/users")
    assert request.headers.item(1, 1).text() == "Bearer ••••••"
    assert request.body.isVisible()
    assert request.body.rows.text(0) == '{"a":1}'


def test_a_failure_is_named_and_has_what_came_before_it(view) -> None:
    failure = Failure(kind="connection-refused", message="api.example.com refused the connection.")
    hop = exchange(status=301, reason="Moved Permanently")
    last = exchange(status=None, reason="")
    view.show_step(finished(hop, last, status=Status.FAILED, error=failure))
    assert view.banner.isVisible()
    assert "refused the connection. (connection refused)" in view.banner.text
    assert view.pill.text == "no response"
    assert view.hops.isVisible()
    assert view.hops.count() == 2
    view.hops.setFocus()
    QTest.keyClick(view.hops, Qt.Key.Key_Up)
    assert view.pill.text == "301 Moved Permanently"
    assert view.headers.table.references == ()


def test_json_that_is_none_is_shown_raw_with_the_reason(view) -> None:
    warning = "The response claims to be JSON and is not."
    broken = exchange(b'{"a": ', "application/json")
    view.show_step(finished(broken, warnings=(warning,)))
    assert view.banner.text == warning
    assert view.body.mode is Mode.RAW
    assert shown_text(view) == '{"a": '
    assert "cannot be read as JSON" in view.notice.text


def test_a_step_that_sends_nothing_shows_its_output(view) -> None:
    output = {"selectedChoice": "Yes"}
    view.show_step(finished(status=Status.SUCCEEDED, summary="Yes", sample=output))
    assert view.tabs.tabText(BODY) == "Output"
    assert not view.tabs.isTabVisible(HEADERS)
    assert view.pill.text == "Yes"
    view.body.pages.view.select(Selection(Spot(1, 3), Spot(1, 3)))
    view.body.pages.view.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy path as reference")
    assert QGuiApplication.clipboard().text() == "{{2.selectedChoice}}"


def test_a_line_is_copied_as_reference_and_as_value(view) -> None:
    view.show_step(person())
    view.body.pages.view.select(Selection(Spot(5, 3), Spot(5, 3)))
    view.body.pages.view.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy path as reference")
    assert QGuiApplication.clipboard().text() == "{{2.response.body.orders.0.total}}"
    view.body.pages.view.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy value")
    assert QGuiApplication.clipboard().text() == "42.5"


def test_the_tree_is_walked_with_keys_and_gives_references(view) -> None:
    view.show_step(person())
    view.body.bar.modes.setFocus()
    QTest.keyClick(view.body.bar.modes, Qt.Key.Key_Up)
    tree = view.body.pages.tree
    assert view.body.mode is Mode.TREE
    assert tree.isVisible()
    tree.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(tree, key)
    model = tree.model()
    index = tree.currentIndex()
    assert (model.data(index), model.data(index.siblingAtColumn(1))) == ("0", "{ }  2 keys")
    assert model.reference(index) == "{{2.response.body.orders.0}}"
    QTest.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert json.loads(QGuiApplication.clipboard().text()) == PERSON["orders"][0]
    dragged = model.mimeData([index])
    assert dragged.text() == "{{2.response.body.orders.0}}"
    odd = model.index(2, 0, model.index(0, 0))
    assert model.reference(odd) == '{{2.response.body["odd.key"]}}'


def test_long_lists_come_as_ranges(view) -> None:
    view.show_step(finished(exchange(json.dumps(list(range(1200))).encode(), "application/json")))
    view.body.set_mode(Mode.TREE)
    tree, model = view.body.pages.tree, view.body.pages.tree.model()
    root = model.index(0, 0)
    ranges = [model.data(model.index(row, 0, root)) for row in range(model.rowCount(root))]
    assert ranges == ["0 – 499", "500 – 999", "1,000 – 1,199"]
    tree.setFocus()
    tree.setCurrentIndex(model.index(2, 0, root))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(tree, key)
    assert model.data(tree.currentIndex().siblingAtColumn(1)) == "1001"
    assert model.reference(tree.currentIndex()) == "{{2.response.body.1001}}"
    assert tree.current_path() == (1001,)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "body"
    people = [{"id": n, "name": f"somebody {n}"} for n in range(30_000)]
    file.write_bytes(json.dumps({"people": people, "price": 1}).encode())
    return file


def test_an_image_is_shown(view, qtbot) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#3366cc"))
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    view.show_step(finished(exchange(store.data(), "image/png")))
    image = view.body.pages.preview.image
    assert view.body.mode is Mode.PREVIEW
    qtbot.waitUntil(lambda: image.size_text == "30 × 20 px", timeout=5000)
    seen = image.grab().toImage()
    assert seen.pixelColor(image.width() // 2, (image.height() - 20) // 2) == QColor("#3366cc")


def test_html_is_inert_text(view) -> None:
    page = b"<html><head><title>t</title><script>x()</script></head><body><h1>Hi &amp; you</h1><img src='http://127.0.0.1:9/x.png'><p>there</p></body></html>"
    view.show_step(finished(exchange(page, "text/html")))
    assert view.body.mode is Mode.RAW
    view.body.set_mode(Mode.PREVIEW)
    assert view.body.pages.preview.text.toPlainText() == "Hi & you\nthere"


def test_the_chosen_mode_stays_for_the_next_body_of_its_nature(view) -> None:
    view.show_step(person())
    view.body.bar.modes.setFocus()
    QTest.keyClick(view.body.bar.modes, Qt.Key.Key_Down)
    assert view.body.mode is Mode.RAW
    view.show_step(finished(exchange(bytes(10), "application/octet-stream")))
    assert view.body.mode is Mode.HEX
    view.show_step(person())
    assert view.body.mode is Mode.RAW


def test_the_body_is_saved(view, qtbot, tmp_path, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    body = view.body._body
    told: list[str] = []
    save(body, tmp_path / "saved.json", told.append)
    qtbot.waitUntil(lambda: told == [""], timeout=5000)
    assert (tmp_path / "saved.json").read_bytes() == large.read_bytes()
    save(body, tmp_path / "no" / "folder", told.append)
    qtbot.waitUntil(lambda: len(told) == 2, timeout=5000)
    assert "cannot be written" in told[1]
    assert suggested_name(body, "https://a.example/users/7") == "7.json"
    assert suggested_name(body, "https://a.example/photo.jpg?x=1") == "photo.jpg"


def test_it_is_repainted_when_the_theme_changes(view, qtbot) -> None:
    view.show_step(person())
    look = view.body.pages.view._look
    look.fix("dark")
    corner = view.body.pages.view.viewport().grab().toImage().pixelColor(2, 2)
    assert corner == look.theme.canvas
    assert corner.name() == "#13161b"


def test_the_model_is_sound(view, qtmodeltester) -> None:
    view.show_step(person())
    view.body.set_mode(Mode.TREE)
    model = view.body.pages.tree.model()
    qtmodeltester.check(model)
    assert model.parent(model.index(0, 0)) == QModelIndex()


def test_csv_is_a_table_that_copies_for_spreadsheets(view, qtbot) -> None:
    data = 'name;note\nAda;"two\nlines; and more"\nBob;é\n'.encode("latin-1")
    view.show_step(finished(exchange(data, "text/csv; charset=iso-8859-1")))
    assert view.body.mode is Mode.PREVIEW
    table = view.body.pages.preview.table.table
    model = table.model()
    assert [model.headerData(c, Qt.Orientation.Horizontal) for c in range(2)] == ["name", "note"]
    assert model.rowCount() == 2
    assert model.data(model.index(0, 1)) == "two␊lines; and more"
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Bob\té"
    assert view.body.pages.preview.table.about.text() == "2 rows × 2 columns"


def test_a_charset_nobody_knows_is_named_and_another_can_be_chosen(view) -> None:
    view.show_step(finished(exchange(b'"caf\xe9"', "application/json; charset=mine")))
    assert "“mine” is unknown" in view.notice.text
    assert shown_text(view) == '"caf�"'
    view.body.bar.more.setFocus()
    QTest.keyClick(view.body.bar.more, Qt.Key.Key_Space)
    menu = next(m for m in view.body.findChildren(QMenu) if m.isVisible())
    charsets = next(a.menu() for a in menu.actions() if a.text() == "Read the text as")
    choice = next(a for a in charsets.actions() if a.text() == "WINDOWS-1252")
    choice.trigger()
    menu.close()
    assert shown_text(view) == '"café"'
    assert view.body.mode is Mode.PRETTY


def test_why_there_is_no_body(view) -> None:
    nothing = view.body.pages.nothing
    view.show_step(finished(exchange(status=204, reason="No Content")))
    assert nothing.text() == "204 No Content says that there is no body."
    view.show_step(finished(exchange(method="HEAD")))
    assert "HEAD" in nothing.text()
    view.show_step(finished(exchange(status=None, reason="")))
    assert "No response came" in nothing.text()


def test_a_reference_is_copied_with_keys(view, qtbot) -> None:
    view.show_step(person())
    view.activateWindow()
    text = view.body.pages.view
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    for _ in range(5):
        QTest.keyClick(text, Qt.Key.Key_Down)
    copy = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(text, Qt.Key.Key_C, copy)
    assert QGuiApplication.clipboard().text() == "{{2.response.body.orders.0.total}}"
    text.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy path")
    assert QGuiApplication.clipboard().text() == "$.orders[0].total"


def test_the_tabs_have_room_before_the_status(view, qtbot) -> None:
    data = {"status": 201, "reason": "Created"}
    view.resize(900, 400)
    view.show_step(finished(exchange(b"{}", "application/json", **data)))
    assert view.pill.text == "201 Created"
    view.resize(440, 400)
    assert view.pill.text == "201"
    assert view.pill.toolTip() == "201 Created"
    view.resize(900, 400)
    assert view.pill.text == "201 Created"
