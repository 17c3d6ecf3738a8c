"""What forms, lists and the response viewer tell screen readers, through Qt's interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontInfo
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from builder.app.announcing import describe_painted
from builder.forms.choice_field import MethodField
from builder.forms.family_field import FamilyField
from builder.forms.form import Form
from builder.forms.secret_field import SecretBox
from builder.forms.text_box import TextBox
from builder.look.pill import Pill
from builder.model.rows import Row
from builder.model.secret import Secret
from builder.model.ui import Ui
from builder.panels.section import Entry, Section
from builder.steps import Conditional, Request
from builder.viewer.body_view import BodyView
from builder.viewer.text_rows import TextRows
from tests.support.forms import Desk, make_desk, shown

REFERENCE = "{{2.response.body.id}}"


@pytest.fixture(autouse=True)
def listening(qtbot: QtBot) -> Iterator[None]:
    describe_painted()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)
    QAccessible.installFactory(lambda _key, _thing: None)


def access(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def said(widget: QWidget, kind: QAccessible.Text = QAccessible.Text.Name) -> str:
    return access(widget).text(kind)


def description(widget: QWidget) -> str:
    return said(widget, QAccessible.Text.Description)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_a_text_says_its_references_and_what_is_wrong(desk: Desk, qtbot: QtBot) -> None:
    box = TextBox(desk.context)
    shown(qtbot, box)
    box.set_text(f"/users/{REFERENCE}?x=1")
    assert description(box.edit) == f"/users/{REFERENCE}?x=1"
    box.set_bad("Step 2 comes later.")
    assert description(box.edit) == f"Step 2 comes later.\n/users/{REFERENCE}?x=1"
    box.set_bad("")
    box.set_text("plain")
    assert description(box.edit) == ""


def test_a_secret_is_a_password_of_which_nothing_is_told(desk: Desk, qtbot: QtBot) -> None:
    secret = SecretBox(desk.context)
    shown(qtbot, secret)
    secret.set_value(Secret(text="hush\u200bhush"))
    edit = secret.box.edit
    assert access(edit).state().passwordEdit
    assert access(edit).textInterface() is None
    told = [access(edit).text(kind) for kind in QAccessible.Text if kind.value < 100]
    assert "hush" not in "".join(told)
    secret.eye.click()
    assert not access(edit).state().passwordEdit
    assert access(edit).textInterface() is not None
    secret.set_value(Secret(text="{{env.token}}"))
    assert description(edit) == "{{env.token}}"


def test_a_choice_says_what_it_is_and_what_is_wrong_with_it(desk: Desk, qtbot: QtBot) -> None:
    field = MethodField(desk.context, Ui(label="Method"))
    shown(qtbot, field)
    assert description(field.combo).startswith("Method. ")
    field.say("No method.")
    assert description(field.combo).endswith("No method")


def test_rows_of_tables_say_where_they_are(desk: Desk, qtbot: QtBot) -> None:
    form = Form(desk.context, Request)
    shown(qtbot, form)
    rows = (Row(key="page", value="1"), Row(key="q", value=REFERENCE, enabled=False))
    form.set_value(Request(kind="request", number=3, query=rows))
    names = {here.accessibleName(): here for here in form.findChildren(QWidget)}
    row = names["Query parameters, row 2"]
    assert access(row).role() is QAccessible.Role.Grouping
    assert description(names["Query parameters, row 2: value"]) == REFERENCE
    switch = access(names["Query parameters, row 2: on"])
    assert switch.role() is QAccessible.Role.CheckBox
    assert not switch.state().checked
    assert access(names["Query parameters, row 1: on"]).state().checked


def test_rules_are_numbered(desk: Desk, qtbot: QtBot) -> None:
    form = Form(desk.context, Conditional)
    shown(qtbot, form)
    form.set_value(Conditional(kind="conditional", number=3))
    names = [here.accessibleName() for here in form.findChildren(QWidget)]
    assert "Rule 1: Left side" in names


def test_dots_of_tabs_are_said(desk: Desk, qtbot: QtBot) -> None:
    form = Form(desk.context, Request)
    shown(qtbot, form)
    form.set_value(Request(kind="request", number=3))
    form.set_problems({"retry.attempts": "Too many.", "auth.token": "Missing."})
    tabs = access(form.tabs)
    names = [tabs.child(i).text(QAccessible.Text.Name) for i in range(form.tabs.count())]
    assert "Authorization, something is wrong" in names
    form.set_problems({})
    assert tabs.child(1).text(QAccessible.Text.Name) == "Authorization"


def test_painted_words_are_text(desk: Desk, qtbot: QtBot) -> None:
    pill = Pill(desk.look, "200 OK", "ok")
    shown(qtbot, pill)
    assert access(pill).role() is QAccessible.Role.StaticText
    assert said(pill) == "200 OK"


def test_entries_say_what_icon_and_weight_say(desk: Desk, qtbot: QtBot) -> None:
    section = Section(desk.look, "Environments", "None yet.")
    shown(qtbot, section)
    section.show_entries([Entry("a", "local", bold=True, spoken="in use"), Entry("b", "staging")])
    listed = access(section.list)
    names = [listed.child(i).text(QAccessible.Text.Name) for i in range(2)]
    assert names == ["local, in use", "staging"]


def rows_of(view: BodyView) -> list[str]:
    body = access(view)
    found = [body.child(i) for i in range(body.childCount())]
    rows = [row for row in found if row.role() is QAccessible.Role.ListItem]
    return [row.text(QAccessible.Text.Name) for row in rows]


@pytest.fixture
def body(desk: Desk, qtbot: QtBot) -> BodyView:
    view = BodyView(desk.look)
    shown(qtbot, view)
    view.set_rows(TextRows("\n".join(f"line {n}" for n in range(1, 1001)).encode()), None)
    return view


def test_a_body_is_read_row_by_row_as_far_as_it_is_seen(body: BodyView) -> None:
    assert rows_of(body)[:2] == ["1 line 1", "2 line 2"]
    assert len(rows_of(body)) == body.page()
    body.verticalScrollBar().setValue(500)
    assert rows_of(body)[0] == "501 line 501"
    body.set_rows(TextRows(b"only"), None)
    assert rows_of(body) == ["1 only"]


def test_the_row_of_the_caret_has_the_focus(body: BodyView, qtbot: QtBot) -> None:
    body.setFocus()
    qtbot.waitUntil(body.hasFocus)
    qtbot.keyClick(body, Qt.Key.Key_Down)
    focused = access(body).focusChild()
    assert focused is not None
    assert focused.text(QAccessible.Text.Name) == "2 line 2"
    assert focused.state().focused
    assert body.rect().translated(body.mapToGlobal(body.rect().topLeft())).contains(focused.rect())


def test_rows_go_with_the_body(desk: Desk, qtbot: QtBot) -> None:
    view = BodyView(desk.look)
    view.show()
    whole = access(view)
    row = whole.child(0)
    shiboken6.delete(view)
    assert not shiboken6.isValid(row)
    assert not shiboken6.isValid(whole)


def test_a_choice_of_a_kind_grows_with_the_font(desk: Desk, qtbot: QtBot) -> None:
    form = Form(desk.context, Request)
    shown(qtbot, form)
    form.set_value(Request(kind="request", number=3))
    (choice,) = (one for one in form.findChildren(QComboBox) if one.accessibleName() == "Body")
    before = choice.width()
    font = form.font()
    font.setPixelSize(2 * QFontInfo(font).pixelSize())
    for widget in (*form.findChildren(FamilyField), choice):
        widget.setFont(font)
    qtbot.waitUntil(lambda: choice.width() > before)
