"""Rules, families, secrets and the URL that is one thing with its query."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from builder.auth.header import AuthHeader
from builder.auth.password_grant import PasswordGrant
from builder.forms.chip_edit import ChipEdit
from builder.forms.choice_field import MethodField
from builder.forms.family_field import FamilyField
from builder.forms.page import editable
from builder.forms.rules_field import RulesField
from builder.forms.secret_field import SecretField
from builder.forms.secret_table import SecretTable
from builder.forms.table_field import TableField
from builder.forms.text_field import UrlField
from builder.model.plain import to_plain
from builder.model.problem import Problem
from builder.model.rows import Row, SecretRow
from builder.model.rules import Operator, Rule, RuleSet
from builder.model.secret import Secret
from builder.model.ui import Ui
from builder.model.workflow import find
from builder.panels.step_panel import StepPanel
from builder.steps.request import Request
from tests.support.forms import Desk, make_desk, make_panel, shown

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
ROWS = (Row(key="a", value="1"), Row(key="b", value="2", enabled=False), Row(key="c", value="3"))


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    desk.variables.look_from(3)
    return desk


@pytest.fixture
def table(desk: Desk, qtbot: QtBot) -> TableField:
    table = TableField(desk.context, Ui(label="Headers"), Row)
    shown(qtbot, table, height=400)
    table.set_value(ROWS)
    return table


def texts(table: TableField) -> list[tuple[str, str]]:
    return [(row.key.text(), row.value.text()) for row in table.widgets]


def test_url_and_query_are_one_thing(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    url, query = fields(panel, "url", "query")
    assert isinstance(url, UrlField)
    assert isinstance(query, TableField)
    start = "{{env.base_url}}/users/{{1.event.userId}}?a=1"
    assert url.box.text() == start
    url.box.edit.setFocus()
    qtbot.keyClick(url.box.edit, KEY.Key_End)
    qtbot.keyClicks(url.box.edit, "0&c=x=y")
    assert desk.step(3).url == "{{env.base_url}}/users/{{1.event.userId}}"
    wanted = [("a", "10", True), ("b", "2", False), ("c", "x=y", True)]
    assert [(row.key, row.value, row.enabled) for row in desk.step(3).query] == wanted
    assert texts(query)[2] == ("c", "x=y")
    query.widgets[0].value.edit.setFocus()
    qtbot.keyClick(query.widgets[0].value.edit, KEY.Key_Backspace)
    qtbot.mouseClick(query.widgets[1].enabled, LEFT)
    assert url.box.text().partition("?")[2].startswith("a=10&b=2&c=x") or (
        url.box.text().partition("?")[2].startswith("a=1&b=2&c=x")
    )


def test_a_question_mark_can_be_typed(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    (url,) = fields(panel, "url")
    url.box.edit.setFocus()
    qtbot.keyClick(url.box.edit, KEY.Key_End)
    qtbot.keyClicks(url.box.edit, "?q")
    assert url.box.text() == "https://example.com/users?q"
    assert [(row.key, row.value) for row in desk.step(2).query] == [("q", "")]
    qtbot.keyClicks(url.box.edit, "=1&")
    assert url.box.text() == "https://example.com/users?q=1&"


def fields(panel: StepPanel, *names: str) -> list[Any]:
    assert panel.form is not None
    page = next(iter(panel.form.pages.values()))
    return [page.fields[name] for name in names]


def test_a_literal_password_asks_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    field = SecretField(desk.context, Ui(label="Token"))
    shown(qtbot, field, height=160)
    field.set_value(Secret())
    assert not field.offer.isVisible()
    field.secret.box.edit.setFocus()
    qtbot.keyClicks(field.secret.box.edit, "hunter22")
    assert field.offer.isVisible()
    field.secret.box.edit.selectAll()
    assert field.secret.box.edit.createMimeDataFromSelection().text() == ""
    with qtbot.waitSignal(field.secret_offered) as offered:
        qtbot.mouseClick(field.offer.make, LEFT)
    assert offered.args == ["", "hunter22"]
    with qtbot.waitSignal(field.edited) as kept:
        qtbot.mouseClick(field.offer.keep, LEFT)
    assert kept.args is not None
    assert kept.args[0] == Secret(text="hunter22", kept=True)
    assert not field.offer.isVisible()
    field.set_value(Secret(text="{{env.api_key}}"))
    assert not field.offer.isVisible()
    qtbot.waitUntil(lambda: field.live.resolved.text == "••••••")


def test_a_literal_in_a_secret_row_asks_too(desk: Desk, qtbot: QtBot) -> None:
    table = SecretTable(desk.context, Ui(label="Query"))
    shown(qtbot, table, height=200)
    table.set_value((SecretRow(key="k", value=Secret(text="{{env.api_key}}")),))
    assert table.heading_widget() is None
    assert not table.offer.isVisible()
    table.widgets[1].value.edit.setFocus()
    qtbot.keyClicks(table.widgets[1].value.edit, "pw123")
    assert table.offer.isVisible()
    with qtbot.waitSignal(table.secret_offered) as offered:
        table.offer.make.click()
    assert offered.args == ["1.value", "pw123"]
    table.offer.keep.click()
    assert table._rows[1].value.kept


def test_rules_grow_by_and_and_or(desk: Desk, qtbot: QtBot) -> None:
    field = RulesField(desk.context, Ui(label="Rules"))
    shown(qtbot, field, height=600)
    got: list[RuleSet] = []
    field.edited.connect(lambda value, place: got.append(value))
    row = field.rows[0][0]
    row.left.edit.setFocus()
    qtbot.keyClicks(row.left.edit, "1")
    assert got[-1] == RuleSet(groups=((Rule(left="1", operator=Operator.EQUALS),),))
    assert field.rows[0][0] is row
    field._add_rule(0)
    field._add_group()
    assert [len(group) for group in got[-1].groups] == [2, 1]
    assert field.rows[1][0].left.edit.hasFocus()
    qtbot.mouseClick(field.rows[0][1].cross, LEFT)
    assert [len(group) for group in got[-1].groups] == [1, 1]


def test_tab_goes_through_rules_as_they_are_seen(desk: Desk, qtbot: QtBot) -> None:
    field = RulesField(desk.context, Ui(label="Rules"))
    below = QLineEdit()
    holder = QWidget()
    column = QVBoxLayout(holder)
    above = QLineEdit()
    for widget in (above, field, below):
        column.addWidget(widget)
    shown(qtbot, holder)
    rule = Rule(left="1", right="2", operator=Operator.EQUALS)
    field.set_value(RuleSet(groups=((rule, rule), (rule,))))
    qtbot.waitUntil(field.rows[1][0].isVisible)
    above.setFocus()
    visited = []
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        visited.append(QApplication.focusWidget())
        if visited[-1] is below:
            break
    first, second, third = field.rows[0][0], field.rows[0][1], field.rows[1][0]
    sides = [widget for widget in visited if isinstance(widget, ChipEdit)]
    assert sides == [
        row.left.edit if n == 0 else row.right.edit
        for row in (first, second, third)
        for n in (0, 1)
    ]
    assert visited[-1] is below
    qtbot.mouseClick(second.cross, LEFT)
    assert field.rows[1][0].left.edit.hasFocus(), "what stands there now has the keys"


def test_rules_say_what_they_come_to_now(desk: Desk, qtbot: QtBot) -> None:
    field = RulesField(desk.context, Ui(label="Rules"))
    shown(qtbot, field, height=400)
    assert not field.now.isVisible()

    def says(left: str, operator: Operator, right: str = "") -> tuple[str, str]:
        rule = Rule(left=left, operator=operator, right=right)
        field.set_value(RuleSet(groups=((rule,),)))
        field.now.refresh()
        return field.now.pill.text, field.now.reason.text()

    assert says("{{1.event.userId}}", Operator.EXACTLY_MATCHES, "u_4821") == ("Yes", "")
    assert says("{{1.event.userId}}", Operator.IS_IN, "a, b") == ("No", "")
    assert says("{{3.response.statusCode}}", Operator.EQUALS, "200") == (
        "",
        "known once step 3 has been tested",
    )
    text, reason = says("{{1.event.userId}}", Operator.GREATER_THAN, "1")
    assert text == ""
    assert "number" in reason
    assert field.now.isVisible()
    number, when = Operator.AT_LEAST, Operator.AFTER
    says("1", number)
    assert "number" in field.rows[0][0].right.edit.hint
    says("1", when)
    assert "2026" in field.rows[0][0].right.edit.hint


def test_operators_stand_in_their_order_under_their_families(desk: Desk, qtbot: QtBot) -> None:
    field = RulesField(desk.context, Ui(label="Rules"))
    shown(qtbot, field, height=300)
    combo = field.rows[0][0].operator
    words = [combo.itemText(row) for row in range(combo.count())]
    assert words[:4] == ["String", "Contains", "Does not contain", "Exactly matches"]
    assert words[-3:] == ["Array", "Is empty", "Is not empty"]
    assert combo.itemData(0) is None
    exists = combo.findData(Operator.EXISTS.value)
    combo.activated.emit(exists)
    assert field.rows[0][0].rule.operator is Operator.EXISTS
    assert not field.rows[0][0].right.isVisible()


def test_switching_a_kind_back_brings_back_what_was_there(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    (body,) = fields(panel, "body")
    assert isinstance(body, FamilyField)
    kinds = [body.combo.itemText(row) for row in range(body.combo.count())]
    body.combo.activated.emit(kinds.index("Raw"))
    assert desk.step(2).body.kind == "raw"
    assert body.page is not None
    text = body.page.fields["text"].edit  # type: ignore[attr-defined]
    text.setFocus()
    qtbot.keyClicks(text, "hello")
    assert desk.step(2).body.text == "hello"
    body.combo.activated.emit(kinds.index("None"))
    assert desk.step(2).body.kind == "none"
    body.combo.activated.emit(kinds.index("Raw"))
    assert desk.step(2).body.text == "hello"


def test_a_method_of_ones_own_can_be_typed(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    (method,) = fields(panel, "method")
    assert isinstance(method, MethodField)
    line = method.combo.lineEdit()
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "PURGE")
    assert desk.step(2).method == "PURGE"
    desk.document.history.undo()
    assert desk.step(2).method == "GET"
    assert method.combo.currentText() == "GET"


def test_what_is_wrong_in_a_line_of_fields_stands_below_it(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    method, url = fields(panel, "method", "url")
    wide = url.width()
    said = "A sentence that is far longer than the field it is about, and says what to do."
    panel.set_problems([Problem(said, 2, "method"), Problem("Wrong.", 2, "url")])
    QApplication.processEvents()
    assert (method.said, url.said) == (said, "Wrong.")
    assert url.width() == wide
    assert method.problem_line.width() > method.width()
    below = method.mapTo(panel, method.rect().bottomLeft()).y()
    assert method.problem_line.mapTo(panel, QPoint(0, 0)).y() >= below


def test_a_name_comes_before_its_value_and_who_signs_in_before_the_rest() -> None:
    assert editable(AuthHeader) == ("name", "value")
    password = editable(PasswordGrant)
    assert password[:5] == ("token_url", "client_id", "client_secret", "username", "password")
    assert editable(Request)[-1] == "note"


def test_automatic_headers_can_be_left_out_and_taken_back(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    (headers,) = fields(panel, "headers")
    names = [one.name for one in headers._automatic]
    assert names[:2] == ["Host", "User-Agent"]
    headers._turn(headers._automatic[1])
    assert [name.lower() for name in desk.step(3).without_headers] == ["user-agent"]
    assert headers._automatic[1].removed
    headers._turn(headers._automatic[1])
    assert desk.step(3).without_headers == ()


def test_a_dropped_reference_becomes_a_chip(desk: Desk, qtbot: QtBot) -> None:
    table = TableField(desk.context, Ui(label="Headers"), Row)
    shown(qtbot, table, height=300)
    data = QMimeData()
    data.setText("{{2.response.body.id}}")
    edit = table.widgets[0].value.edit
    place = QPointF(edit.viewport().rect().center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    actions = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), actions, data, buttons, keys)
    QApplication.sendEvent(edit.viewport(), enter)
    drop = QDropEvent(place, actions, data, buttons, keys)
    QApplication.sendEvent(edit.viewport(), drop)
    assert table._rows == (Row(value="{{2.response.body.id}}"),)


@pytest.mark.parametrize("name", ["body", "auth"])
def test_every_kind_of_a_family_has_fields_that_can_be_shown(
    desk: Desk, qtbot: QtBot, name: str
) -> None:
    panel = make_panel(qtbot, desk, 2)
    assert panel.form is not None
    panel.form.show_tab(1 if name == "auth" else 0)
    page = panel.form.pages[panel.form.tabs.tabText(panel.form.tabs.currentIndex()).strip()]
    field = page.fields[name]
    assert isinstance(field, FamilyField)
    for row in range(field.combo.count()):
        field.combo.activated.emit(row)
        QApplication.processEvents()
        assert getattr(desk.step(2), name).label == field.combo.itemText(row)
        assert field.page is None or field.page.isVisible()


def test_a_curl_command_in_the_url_fills_the_whole_step(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    form = panel.form
    assert form is not None
    url = form.pages["Request"].fields["url"]
    assert isinstance(url, UrlField)
    data = QMimeData()
    data.setText("curl 'https://a.b/x?q=1' \\\n  -H 'Authorization: Bearer abcdef' --data-raw '{}'")
    url.box.edit.insertFromMimeData(data)
    step = find(desk.document.workflow, 3)
    assert isinstance(step, Request)
    assert (step.number, step.name, step.method, step.url) == (3, "Tell", "POST", "https://a.b/x")
    assert step.query == (Row(key="q", value="1"),)
    assert step.auth.kind == "bearer"
    assert "abcdef" not in str(to_plain(step))
    assert url.box.text() == "https://a.b/x?q=1"
    desk.document.history.undo()
    again = find(desk.document.workflow, 3)
    assert isinstance(again, Request)
    assert again.method == "GET"
