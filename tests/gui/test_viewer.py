import json
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from builder.look.theme import Look
from builder.model.events import Failure, Status, StepFinished
from builder.model.http import BodyRecord, Exchange, Timings
from builder.viewer.body_tab import Mode
from builder.viewer.response_view import BODY, COOKIES, HEADERS, REQUEST, ResponseView
from builder.viewer.rows import Spot
from builder.viewer.saving import save, suggested_name
from builder.viewer.selection import Selection

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PERSON = {"id": "u_4821", "orders": [{"id": 90011, "total": 42.5}], "odd.key": "é"}


def exchange(
    data: bytes = b"", media_type: str = "", path: str | None = None, **more: object
) -> Exchange:
    values: dict = {
        "method": "GET",
        "url": "https://api.example.com/users/u_4821?expand=orders",
        "request_headers": (("Host", "api.example.com"), ("Authorization", "Bearer ••••••")),
        "status": 200,
        "reason": "OK",
        "headers": (("Content-Type", media_type), ("Set-Cookie", "sid=1; Path=/")),
        "body": BodyRecord(
            size=len(data), media_type=media_type, data=None if path else data, path=path
        ),
        "timings": Timings(dns=1, connect=2, wait=80, receive=1),
    }
    return Exchange(**(values | more))


def finished(*exchanges: Exchange, **more: object) -> StepFinished:
    values: dict = {"step": 2, "status": Status.SUCCEEDED, "exchanges": exchanges}
    return StepFinished(**(values | more))


def person() -> StepFinished:
    return finished(exchange(json.dumps(PERSON).encode(), "application/json"))


@pytest.fixture
def view(qtbot):
    shown = ResponseView(Look(fixed="light"))
    qtbot.addWidget(shown)
    shown.resize(700, 400)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.helper.end()


def shown_text(view: ResponseView) -> str:
    rows = view.body.view.rows
    return "\n".join(rows.text(row) for row in range(rows.count))


def open_menu(view: ResponseView, name: str) -> None:
    """Choose an entry of the open context menu with the keyboard."""
    menu = view.body.findChildren(QMenu)[-1]
    labels = [action.text() for action in menu.actions()]
    assert name in labels
    menu.setActiveAction(menu.actions()[labels.index(name)])
    QTest.keyClick(menu, Qt.Key.Key_Return)


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
    assert view.body.amount.text() == "40 B"


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
    assert view.headers.item(0, 1).text() == "application/json"
    QTest.mouseClick(view.tabs, Qt.MouseButton.LeftButton, pos=view.tabs.tabRect(COOKIES).center())
    assert view.cookies.item(0, 0).text() == "sid"


def test_a_header_is_copied_as_a_reference(view) -> None:
    view.show_step(person())
    view.tabs.setCurrentIndex(HEADERS)
    assert view.headers.references[0] == "{{2.response.headers.content-type}}"
    view.headers.selectRow(0)
    QTest.keyClick(view.headers, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
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
    assert view.headers.references == ()


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
    view.body.view.select(Selection(Spot(1, 3), Spot(1, 3)))
    view.body.view.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy path as reference")
    assert QGuiApplication.clipboard().text() == "{{2.selectedChoice}}"


def test_a_line_is_copied_as_reference_and_as_value(view) -> None:
    view.show_step(person())
    view.body.view.select(Selection(Spot(5, 3), Spot(5, 3)))
    view.body.view.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy path as reference")
    assert QGuiApplication.clipboard().text() == "{{2.response.body.orders.0.total}}"
    view.body.view.menu_requested.emit(view.mapToGlobal(view.rect().center()))
    open_menu(view, "Copy value")
    assert QGuiApplication.clipboard().text() == "42.5"


def test_the_tree_is_walked_with_keys_and_gives_references(view) -> None:
    view.show_step(person())
    view.body.modes.setFocus()
    QTest.keyClick(view.body.modes, Qt.Key.Key_Up)
    tree = view.body.tree
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


def test_long_lists_come_in_portions(view) -> None:
    view.show_step(finished(exchange(json.dumps(list(range(1200))).encode(), "application/json")))
    view.body.set_mode(Mode.TREE)
    tree, model = view.body.tree, view.body.tree.model()
    root = model.index(0, 0)
    assert model.rowCount(root) == 501
    more = model.index(500, 0, root)
    assert model.data(more.siblingAtColumn(1)).startswith("700 not shown yet")
    tree.setCurrentIndex(more)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert model.rowCount(root) == 1001
    model.more(model.index(1000, 0, root))
    assert model.rowCount(root) == 1200
    assert model.data(model.index(1199, 1, root)) == "1199"


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "body"
    people = [{"id": n, "name": f"somebody {n}"} for n in range(30_000)]
    file.write_bytes(json.dumps({"people": people, "price": 1}).encode())
    return file


def test_a_large_body_is_pretty_at_once_and_whole_soon(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    rows = view.body.view.rows
    assert rows.text(3) == '      "id": 0,'
    assert rows.count < 20_000
    view.body.view.verticalScrollBar().setValue(1000)
    qtbot.waitUntil(lambda: view.body.view.rows.count > 100_000, timeout=20_000)
    assert view.body.view.verticalScrollBar().value() == 1000
    assert view.body.view.rows.text(view.body.view.rows.count - 1) == "}"


def test_a_large_tree_comes_from_the_helper_process(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    view.body.set_mode(Mode.TREE)
    model = view.body.tree.model()
    root = model.index(0, 0)
    qtbot.waitUntil(lambda: model.rowCount(root) == 2, timeout=20_000)
    people = model.index(0, 0, root)
    view.body.tree.expand(people)
    qtbot.waitUntil(lambda: model.rowCount(people) == 501, timeout=20_000)
    view.body.tree.setCurrentIndex(model.index(1, 0, root))
    view.body.tree.copy_value()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "1", timeout=5000)


def test_a_helper_process_that_dies_is_named_and_started_anew(view, qtbot, large) -> None:
    view.show_step(finished(exchange(path=str(large), media_type="application/json")))
    process = view.helper._process
    assert process is not None
    process.kill()
    qtbot.waitUntil(lambda: "helper process ended" in view.notice.text, timeout=5000)
    assert view.body.mode is Mode.RAW
    view.body.set_mode(Mode.TREE)
    model = view.body.tree.model()
    qtbot.waitUntil(lambda: model.rowCount(model.index(0, 0)) == 2, timeout=20_000)


def test_a_body_that_is_gone_is_named(view, tmp_path) -> None:
    gone = str(tmp_path / "gone")
    view.show_step(finished(exchange(path=gone, media_type="application/json")))
    assert "cannot be read any more" in view.notice.text
    assert view.body.nothing.isVisible()


def test_an_image_is_shown(view, qtbot) -> None:
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#3366cc"))
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    view.show_step(finished(exchange(store.data(), "image/png")))
    image = view.body.preview.image
    assert view.body.mode is Mode.PREVIEW
    qtbot.waitUntil(lambda: image.size_text == "30 × 20 px", timeout=5000)
    seen = image.grab().toImage()
    assert seen.pixelColor(image.width() // 2, (image.height() - 20) // 2) == QColor("#3366cc")


def test_html_is_inert_text(view) -> None:
    page = b"<html><head><title>t</title><script>x()</script></head><body><h1>Hi &amp; you</h1><img src='http://127.0.0.1:9/x.png'><p>there</p></body></html>"
    view.show_step(finished(exchange(page, "text/html")))
    assert view.body.mode is Mode.RAW
    view.body.set_mode(Mode.PREVIEW)
    assert view.body.preview.text.toPlainText() == "Hi & you\nthere"


def test_ctrl_f_searches_the_body(view, qtbot) -> None:
    view.show_step(person())
    view.activateWindow()
    view.body.view.setFocus()
    qtbot.waitUntil(view.body.view.hasFocus)
    QTest.keyClick(view.body.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.body.search.field.hasFocus()
    QTest.keyClicks(view.body.search.field, "90011")
    qtbot.waitUntil(lambda: view.body.view.selected_text() == "90011", timeout=3000)


def test_binary_is_dumped_and_searched(view, qtbot) -> None:
    view.show_step(finished(exchange(bytes(range(256)), "application/octet-stream")))
    assert view.body.mode is Mode.HEX
    assert shown_text(view).splitlines()[4].endswith("@ABCDEFGHIJKLMNO")
    QTest.keyClicks(view.body.search.field, "JKL")
    qtbot.waitUntil(lambda: view.body.view.selected_text() == "4a 4b 4c", timeout=3000)


def test_the_chosen_mode_stays_for_the_next_body_of_its_nature(view) -> None:
    view.show_step(person())
    view.body.modes.setFocus()
    QTest.keyClick(view.body.modes, Qt.Key.Key_Down)
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
    look = view.body.view._look
    look.fix("dark")
    corner = view.body.view.viewport().grab().toImage().pixelColor(2, 2)
    assert corner == look.theme.canvas
    assert corner.name() == "#13161b"


def test_the_model_is_sound(view, qtmodeltester) -> None:
    view.show_step(person())
    view.body.set_mode(Mode.TREE)
    model = view.body.tree.model()
    qtmodeltester.check(model)
    assert model.parent(model.index(0, 0)) == QModelIndex()
