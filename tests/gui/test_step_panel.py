"""The step panel over a real document: typing, undo, selection, problems, speed."""

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from builder.forms.chip_edit import ChipEdit
from builder.forms.table_field import TableField
from builder.model.edit import change_step, remove
from builder.model.problem import Problem
from builder.model.step import Step
from builder.panels.step_panel import LastTest, SecretOffer, StepPanel
from tests.support.forms import FLOW, Desk, make_desk, make_panel

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def field(panel: StepPanel, name: str) -> Any:
    assert panel.form is not None
    for page in panel.form.pages.values():
        if name in page.fields:
            return page.fields[name]
    raise AssertionError(name)


def type_url(panel: StepPanel, qtbot: QtBot, text: str) -> None:
    edit = field(panel, "url").box.edit
    edit.setFocus()
    qtbot.keyClick(edit, KEY.Key_End)
    qtbot.keyClicks(edit, text)


def test_it_says_what_to_do_without_one_selected_step(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk)
    assert panel.empty.isVisible()
    assert not panel.header.isVisible()
    desk.document.select([2, 3])
    assert panel.empty.text().startswith("2 steps selected")
    desk.document.select([2])
    assert not panel.empty.isVisible()
    assert panel.header.name.text() == "Get user"
    assert panel.header.kind.text() == "Step 2 · Request"
    assert panel.header.kind.x() == panel.header.name.x() + 6, "under the name's first letter"


def test_typing_is_one_undo_step_until_focus_leaves(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    type_url(panel, qtbot, "/abc")
    assert desk.step(2).url == "https://example.com/users/abc"
    assert desk.document.history.count() == 1
    field(panel, "query").widgets[0].key.edit.setFocus()
    type_url(panel, qtbot, "/d")
    assert desk.document.history.count() == 2
    desk.document.history.undo()
    edit = field(panel, "url").box.edit
    assert edit.text() == "https://example.com/users/abc"
    assert edit.hasFocus()
    desk.document.history.undo()
    assert edit.text() == "https://example.com/users"


def test_choosing_a_variable_is_the_same_undo_step_as_the_braces(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    type_url(panel, qtbot, "&{{")
    search = QApplication.focusWidget()
    assert search is not None
    qtbot.keyClicks(search, "ada@")
    qtbot.keyClick(search, KEY.Key_Return)
    assert desk.step(3).query[-1].key == "{{2.response.body.email}}"
    assert desk.document.history.count() == 1


def test_the_same_panel_follows_edits_from_elsewhere(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    document = desk.document
    document.edit("Elsewhere", change_step(document.workflow, 2, name="N", url="http://x"))
    assert panel.header.name.text() == "N"
    assert field(panel, "url").box.text() == "http://x"
    document.edit("Delete", remove(document.workflow, [2]))
    assert panel.empty.isVisible()
    document.history.undo()
    assert panel.header.name.text() == "N"


def test_another_step_of_the_kind_is_shown_in_the_same_form(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    form = panel.form
    desk.document.select([3])
    assert panel.form is form
    assert field(panel, "headers").widgets[0].value.text() == "{{2.response.body.id}}"
    desk.document.select([4])
    assert panel.form is not form
    desk.document.select([2])
    assert panel.form is form
    assert len(field(panel, "headers").widgets) == 1
    assert desk.document.history.count() == 0


def test_the_name_is_edited_in_place(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    name = panel.header.name
    field(panel, "url").box.edit.setFocus()
    qtbot.keyClick(field(panel, "url").box.edit, KEY.Key_F2)
    assert name.hasFocus()
    qtbot.keyClicks(name, "Fetch")
    qtbot.keyClick(name, KEY.Key_Return)
    assert desk.step(2).name == "Fetch"
    panel.rename()
    qtbot.keyClicks(name, "Other")
    qtbot.keyClick(name, KEY.Key_Escape)
    assert desk.step(2).name == "Fetch"
    assert name.text() == "Fetch"


def test_buttons_say_which_step(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    with qtbot.waitSignal(panel.test_requested) as tested:
        qtbot.mouseClick(panel.header.test, LEFT)
    assert tested.args == [2]
    with qtbot.waitSignal(panel.menu_requested) as menu:
        qtbot.mouseClick(panel.header.menu, LEFT)
    assert menu.args is not None
    assert menu.args[0] == 2
    assert panel.footer.detail.text() == "Not tested yet"
    panel.set_last(2, LastTest("200 OK", "ok", "84 ms · 3.1 KB", True))
    assert panel.footer.pill.text == "200 OK"
    with qtbot.waitSignal(panel.sent_requested) as sent:
        qtbot.mouseClick(panel.footer.sent, LEFT)
    assert sent.args == [2]
    with qtbot.waitSignal(panel.run_asked) as asked:
        panel.footer.to_here.trigger()
    assert asked.args == [2, "run_to_here"]
    desk.document.select([3])
    assert panel.footer.detail.text() == "Not tested yet"
    desk.document.select([])
    assert not panel.footer.isVisible()


def test_problems_stand_at_their_fields_and_tabs(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    panel.set_problems(
        [
            Problem("Wrong header.", 3, "headers.0.value"),
            Problem("No token.", 3, "auth.token"),
            Problem("Elsewhere.", 2, "url"),
        ]
    )
    headers = field(panel, "headers")
    assert headers.said == "Wrong header."
    assert headers.widgets[0].value.toolTip() == "Wrong header."
    assert field(panel, "url").said == ""
    assert panel.form is not None
    assert panel.form.tabs.dot(1) == "warning"
    panel.set_problems([])
    assert headers.said == ""
    assert panel.form.tabs.dot(1) == ""


def test_dots_and_counts_say_what_is_set(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    assert panel.form is not None
    tabs = panel.form.tabs
    assert [tabs.tabText(i).strip() for i in range(tabs.count())] == [
        "Request",
        "Authorization",
        "On failure",
        "Pagination",
        "Options",
    ]
    assert [tabs.dot(i) for i in range(5)] == [""] * 5
    panel.form.show_tab(2)
    qtbot.mouseClick(field(panel, "failure")._page.fields["go_on"].switch, LEFT)
    assert desk.step(3).failure.go_on
    assert tabs.dot(2) == "ok"


def test_a_password_literal_is_offered_with_its_place(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    assert panel.form is not None
    panel.form.show_tab(1)
    auth = field(panel, "auth")
    kinds = [auth.combo.itemText(row) for row in range(auth.combo.count())]
    auth.combo.activated.emit(kinds.index("Bearer Token"))
    token = auth.page.fields["token"]
    token.secret.box.edit.setFocus()
    qtbot.keyClicks(token.secret.box.edit, "abc123")
    assert desk.step(3).auth.token.withheld
    with qtbot.waitSignal(panel.secret_offered) as offered:
        qtbot.mouseClick(token.offer.make, LEFT)
    assert offered.args == [SecretOffer(3, "auth.token", "abc123")]
    assert "abc123" not in repr(offered.args)


def test_a_number_that_is_none_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    assert panel.form is not None
    panel.form.show_tab(4)
    number = field(panel, "options")._page.fields["connect_timeout"]
    number.line.selectAll()
    qtbot.keyClicks(number.line, "-1")
    assert number.said
    assert desk.step(3).options.connect_timeout == 10
    number.line.selectAll()
    qtbot.keyClicks(number.line, "2.5")
    assert number.said == ""
    assert desk.step(3).options.connect_timeout == 2.5


def test_reveal_shows_the_tab_of_a_place(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    panel.reveal("auth.token")
    assert panel.form is not None
    assert panel.form.tabs.currentIndex() == 1


@pytest.mark.parametrize("kind", sorted(name for name in Step.family if name != "?"))
def test_every_kind_has_a_form_that_can_be_edited(
    kind: str, qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    step = {"kind": kind, "number": 2, "name": "it"}
    trigger = Step.called(kind).group == "Triggers"
    flow = {**FLOW, "steps": [] if trigger else [step]}
    if trigger:
        flow["trigger"] = {**step, "number": 1}
    desk = make_desk(tmp_path, flow)
    number = 1 if trigger else 2
    panel = make_panel(qtbot, desk, number)
    assert panel.form is not None
    for tab in range(panel.form.tabs.count()):
        panel.form.show_tab(tab)
        QApplication.processEvents()
    note = field(panel, "note").box.edit
    note.setFocus()
    qtbot.keyClicks(note, "hi")
    assert desk.step(number).note == "hi"


def test_typing_in_a_workflow_of_ten_thousand_steps_is_fast(
    qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    steps = [
        {"kind": "request", "number": n, "url": "{{env.base_url}}/x/{{1.event.id}}"}
        for n in range(2, 10_002)
    ]
    desk = make_desk(tmp_path, {**FLOW, "steps": steps})
    panel = make_panel(qtbot, desk, 9_999)
    edit = field(panel, "url").box.edit
    edit.setFocus()
    qtbot.keyClick(edit, KEY.Key_End)
    QApplication.processEvents()
    took = []
    for _ in range(25):
        start = perf_counter()
        qtbot.keyClick(edit, KEY.Key_X)
        QApplication.processEvents()
        took.append((perf_counter() - start) * 1000)
    print(f"keystroke: median {sorted(took)[12]:.1f} ms, worst {max(took):.1f} ms")
    assert sorted(took)[12] < 30


def test_tab_goes_through_all_fields_once(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    desk.document.select([2])
    desk.document.select([3])
    QApplication.processEvents()
    assert panel.form is not None
    panel.form.reveal("url")
    names: list[str] = []
    for _ in range(60):
        here = QApplication.focusWidget()
        assert here is not None
        names.append(here.accessibleName() or type(here).__name__)
        qtbot.keyClick(here, KEY.Key_Tab)
        if QApplication.focusWidget() is panel.header.name:
            break
    assert len(names) == len(set(names)), "nothing is visited twice"
    cells = [name for name in names if ", row" in name]
    assert cells[:4] == [f"Query parameters, row {n}: {part}" for n in (1, 2) for part in PARTS]
    assert cells[-1] == "Headers, row 2: value"
    assert names[-1] == "Body"


PARTS = ("key", "value")


def caret_of(edit: ChipEdit) -> int:
    return edit.textCursor().position()


def test_undo_puts_the_caret_back_where_it_was(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    assert panel.form is not None
    field = panel.form.pages["Request"].fields["url"]
    edit = field.findChild(ChipEdit)
    assert edit is not None
    edit.setFocus()
    text = edit.text()
    at = text.index("tt") + 1
    edit.put_caret((at, at))
    qtbot.keyClicks(edit, "ttt")
    assert edit.text() == text[:at] + "ttt" + text[at:]
    desk.document.history.undo()
    assert edit.text() == text
    assert caret_of(edit) == at, "not behind the whole run of the same letters"
    desk.document.history.redo()
    assert caret_of(edit) == at + 3
    QApplication.processEvents()
    edit.put_caret((at, at + 3))
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    desk.document.history.undo()
    assert (edit.textCursor().anchor(), caret_of(edit)) == (at, at + 3), "selected again"


def test_undo_goes_to_the_field_it_is_about(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    assert panel.form is not None
    table = panel.form.pages["Request"].fields["query"]
    assert isinstance(table, TableField)
    cell = table.widgets[1].value.edit
    cell.setFocus()
    qtbot.keyClicks(cell, "34")
    panel.form.reveal("url")
    url = panel.form.pages["Request"].fields["url"].findChild(ChipEdit)
    assert url is not None
    qtbot.keyClicks(url, "x")
    desk.document.select([2])
    desk.document.select([3])
    panel.form.reveal("options")
    desk.document.history.undo()
    assert url.hasFocus()
    desk.document.history.undo()
    assert cell.hasFocus()
    assert (cell.text(), caret_of(cell)) == ("2", 1)


def test_undo_in_another_step_shows_it_and_its_field(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    assert panel.form is not None
    panel.form.reveal("url")
    edit = panel.form.pages["Request"].fields["url"].findChild(ChipEdit)
    assert edit is not None
    qtbot.keyClicks(edit, "x")
    desk.document.select([3])
    panel.header.name.setFocus()
    desk.document.history.undo()
    assert panel.number == 2
    assert edit.hasFocus()


def test_a_deleted_row_comes_back_with_the_keys_on_it(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    assert panel.form is not None
    table = panel.form.pages["Request"].fields["query"]
    assert isinstance(table, TableField)
    box = table.widgets[0].enabled
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    assert [row.key for row in desk.step(3).query] == ["b"]
    table.widgets[1].value.edit.setFocus()
    desk.document.history.undo()
    assert [row.key for row in desk.step(3).query] == ["a", "b"]
    assert table.widgets[0].enabled.hasFocus()


def test_undo_takes_no_keys_from_elsewhere(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 2)
    assert panel.form is not None
    other = QLineEdit(panel.kept)  # type: ignore[attr-defined]
    other.show()
    panel.form.reveal("url")
    edit = panel.form.pages["Request"].fields["url"].findChild(ChipEdit)
    assert edit is not None
    qtbot.keyClicks(edit, "x")
    other.setFocus()
    desk.document.history.undo()
    assert other.hasFocus()
