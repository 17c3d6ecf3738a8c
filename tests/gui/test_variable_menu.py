"""The variable menu: searched by key and value, driven by keys, what it inserts."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.variables import MOST_ENTRIES, flatten
from builder.forms.live import resolve
from builder.forms.text_box import TextBox
from builder.forms.variable_menu import VariableMenu
from builder.http.pagination import Pagination
from builder.model.edit import change_step
from builder.model.number import Number
from builder.model.template import parse
from builder.panels.step_panel import StepPanel
from tests.support.forms import Desk, make_desk, shown

KEY = Qt.Key
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    desk.variables.look_from(3)
    return desk


@pytest.fixture
def box(desk: Desk, qtbot: QtBot) -> TextBox:
    box = TextBox(desk.context)
    shown(qtbot, box, height=500)
    box.edit.setFocus()
    return box


def opened(box: TextBox, qtbot: QtBot) -> VariableMenu:
    qtbot.keyClicks(box.edit, "{{")
    menus = [menu for menu in box.window().findChildren(VariableMenu) if menu.isVisible()]
    assert len(menus) == 1
    return menus[0]


def listed(menu: VariableMenu) -> list[str]:
    return [line.entry.path if line.entry else f"# {line.title}" for line in menu.model.lines]


def test_it_lists_steps_environment_and_built_in_values(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    lines = listed(menu)
    headings = [line for line in lines if line.startswith("#")]
    assert headings == [
        "# 1 · Trigger",
        "# 2 · Get user",
        "# Environment · Staging",
        "# Built in",
    ]
    assert "1.event.userId" in lines
    assert "2.response.body.email" in lines
    assert lines[-3:] == ["now", "now.unix", "random.uuid"]


def test_secrets_are_dots(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    entries = {line.entry.path: line.entry for line in menu.model.lines if line.entry}
    assert "s3cr3t" not in repr(entries)
    assert entries["env.api_key"].sample == "••••••"


def test_it_is_searched_by_name_and_by_value(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    qtbot.keyClicks(menu.search, "manager")
    assert [line for line in listed(menu) if not line.startswith("#")] == [
        "2.response.body.manager",
        "2.response.body.manager.email",
    ]
    menu.search.clear()
    qtbot.keyClicks(menu.search, "ADA@")
    assert listed(menu) == ["# 2 · Get user", "2.response.body.email"]


def test_all_words_must_be_found(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    qtbot.keyClicks(menu.search, "body ada@")
    assert listed(menu) == ["# 2 · Get user", "2.response.body.email"]


def test_types_and_sources_are_said(box: TextBox, desk: Desk, qtbot: QtBot) -> None:
    box.accepts = ("text",)
    desk.samples.set_pinned(2, True)
    menu = opened(box, qtbot)
    said = [menu.model.index(row, 0).data(SPOKEN) for row in range(len(menu.model.lines))]
    assert "1 · Trigger, example" in said
    assert "2 · Get user, pinned" in said
    assert '2.response.body.email, text, "ada@example.com"' in said
    body = next(text for text in said if text.startswith("2.response.body,"))
    assert body == "2.response.body, object, { 4 }, The field takes no object: → opens it"
    menu._select(listed(menu).index("2.response.body"))
    assert menu.hint.text() == "The field takes no object: → opens it"
    qtbot.keyClick(menu.search, KEY.Key_Up)
    assert menu.hint.text() != "The field takes no object: → opens it"


def test_pages_of_the_list_are_leapt(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    first = menu.list.currentIndex().row()
    qtbot.keyClick(menu.search, KEY.Key_PageDown)
    assert menu.list.currentIndex().row() > first + 3
    qtbot.keyClick(menu.search, KEY.Key_PageUp)
    assert menu.list.currentIndex().row() == first


def test_enter_inserts_a_chip_in_place_of_the_braces(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    qtbot.keyClicks(menu.search, "ada@")
    qtbot.keyClick(menu.search, KEY.Key_Return)
    assert box.text() == "{{2.response.body.email}}"
    assert box.edit.document().toRawText() == "\ufffc"
    assert box.edit.hasFocus()
    assert not menu.isVisible()


def test_right_opens_an_object_and_left_leaves_it(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    row = listed(menu).index("2.response.body")
    menu._select(row)
    qtbot.keyClick(menu.search, KEY.Key_Right)
    assert listed(menu) == [
        "# 2 · Get user",
        "2.response.body.id",
        "2.response.body.email",
        "2.response.body.manager",
        "2.response.body.orders",
    ]
    qtbot.keyClick(menu.search, KEY.Key_Left)
    assert "1.event.userId" in listed(menu)


def test_unusable_types_are_greyed_and_open_instead(box: TextBox, qtbot: QtBot) -> None:
    box.accepts = ("text",)
    menu = opened(box, qtbot)
    lines = {line.entry.path: line for line in menu.model.lines if line.entry}
    assert lines["2.response.body.email"].usable
    assert not lines["2.response.body"].usable
    menu._take(listed(menu).index("2.response.body"))
    assert box.text() == "{{"
    assert menu.isVisible()
    assert "2.response.body.orders" in listed(menu)


def test_escape_and_a_click_elsewhere_close_it(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    qtbot.keyClick(menu.search, KEY.Key_Escape)
    assert not menu.isVisible()
    assert box.text() == "{{"
    qtbot.keyClick(box.edit, KEY.Key_Backspace)
    menu = opened(box, qtbot)
    box.edit.setFocus()
    qtbot.waitUntil(lambda: not menu.isVisible())


def test_a_path_typed_to_its_end_is_inserted(box: TextBox, qtbot: QtBot) -> None:
    menu = opened(box, qtbot)
    qtbot.keyClicks(menu.search, "2.response.body.orders | [0].id}}")
    assert "{{2.response.body.orders | [0].id}}" in box.text()
    menu = opened(box, qtbot)
    qtbot.keyClicks(menu.search, "2.nowhere")
    assert listed(menu) == []
    qtbot.keyClick(menu.search, KEY.Key_Return)
    assert box.text().endswith("{{2.nowhere}}")


def test_a_step_without_a_sample_offers_its_examples(desk: Desk) -> None:
    desk.variables.look_from(4)
    group = next(group for group in desk.variables.groups() if group.title.startswith("3"))
    assert "3.response.statusCode" in [entry.path for entry in group.entries]


def test_paths_lead_back_to_their_values(desk: Desk) -> None:
    value = {"a b": {"0": 1, "x.y": [Number("1.10"), {"k": None}]}, "list": list(range(9))}
    desk.sample(2, value)
    entries = list(flatten("2", value))
    assert [entry.path for entry in entries if ".list" in entry.path] == [
        "2.list",
        "2.list.0",
        "2.list.1",
        "2.list.2",
    ]
    for entry in entries:
        parse(f"{{{{{entry.path}}}}}").value(desk.variables.scope())


def test_huge_samples_are_bounded_and_nearer_paths_come_first() -> None:
    value = {f"k{i}": {f"in{j}": {"deep": [1] * 1000} for j in range(20)} for i in range(300)}
    entries = list(flatten("2", value))
    assert len(entries) <= MOST_ENTRIES
    assert {f"2.k{i}" for i in range(300)} <= {entry.path for entry in entries}


def pagination_menu(desk: Desk, qtbot: QtBot) -> tuple[StepPanel, VariableMenu]:
    """The menu of “Array to collect” in step 2."""
    panel = StepPanel(desk.document, desk.context, desk.look)
    shown(qtbot, panel, height=900)
    desk.document.select([2])
    panel.reveal("pagination")
    assert panel.form is not None
    pagination = panel.form.pages["Pagination"].fields["pagination"]
    box = next(b for b in pagination.findChildren(TextBox) if b.isVisible())
    box.edit.setFocus()
    return panel, opened(box, qtbot)


def paged(desk: Desk) -> None:
    on = {"on": True, "items": "{{2.response.body.orders}}", "token": "{{2.response.body.id}}"}
    change = change_step(desk.document.workflow, 2, pagination=Pagination.model_validate(on))
    desk.document.edit("Fetch pages", change)


def test_fields_of_pagination_refer_to_the_page(desk: Desk, qtbot: QtBot) -> None:
    paged(desk)
    panel, menu = pagination_menu(desk, qtbot)
    lines = listed(menu)
    assert "# 2 · The page just fetched" in lines
    assert "2.response.body.orders" in lines
    qtbot.keyClicks(menu.search, "orders")
    qtbot.keyClick(menu.search, KEY.Key_Return)
    assert "{{2.response.body.orders}}" in desk.step(2).pagination.items
    assert "self.pageToken" not in lines
    (group,) = [g for g in desk.variables.groups() if g.title == "Pagination"]
    assert [entry.path for entry in group.entries] == ["self.pageToken"]
    assert panel.number == 2


def test_what_all_pages_gave_together_is_not_a_page(desk: Desk, qtbot: QtBot) -> None:
    paged(desk)
    desk.sample(2, {"response": {"statusCode": 200, "body": [{"id": 90011}]}})
    _, menu = pagination_menu(desk, qtbot)
    lines = listed(menu)
    assert "2.response.body" in lines
    assert "2.response.statusCode" in lines
    assert not [line for line in lines if line.startswith(("2.response.body.", "2.response.body["))]
    page = resolve("{{2.response.body.orders}}", desk.variables)
    assert (page.tone, page.text) == ("muted", "Is read from each page")
    assert resolve("{{self.pageToken}}", desk.variables).tone == "muted"
    desk.variables.look_from(3)
    assert resolve("{{2.response.body.orders}}", desk.variables).tone == "warning"
