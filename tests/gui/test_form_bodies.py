"""The forms of bodies: code that is checked while typing, and the file of a body."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.bodies import FileBody, GraphqlBody, MultipartBody, RawBody, XmlBody
from builder.forms.code_field import CodeField
from builder.forms.family_field import FamilyField
from builder.forms.file_field import FileField
from builder.forms.highlight import tokens
from builder.forms.page import Page, make_page
from builder.forms.part_table import PartTable
from builder.model.body import Body
from builder.model.body_encoding import BodyEncoding
from builder.model.check import problems
from builder.model.rows import PartKind, PartRow
from builder.model.ui import Ui
from tests.support.forms import Desk, make_desk, make_panel, shown


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    desk = make_desk(tmp_path)
    desk.variables.look_from(3)
    return desk


def page_of(desk: Desk, qtbot: QtBot, body: Body) -> Page:
    page = make_page(desk.context, "", type(body))
    assert page is not None
    shown(qtbot, page)
    page.set_value(body)
    return page


def said(page: Page, name: str, qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: text in page.fields[name].said, timeout=3000)


def test_xml_is_checked_while_typing(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, XmlBody(text="<a b='{{1.event.id}}'>\n"))
    field = page.fields["text"]
    assert isinstance(field, CodeField)
    said(page, "text", qtbot, "Line 2, column 1: no element found")
    assert field.edit.extraSelections()
    field.edit.setFocus()
    field.edit.moveCursor(field.edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(field.edit, "</a>")
    qtbot.waitUntil(lambda: not field.said, timeout=3000)
    assert page._value == XmlBody(text="<a b='{{1.event.id}}'>\n</a>")


def test_graphql_is_checked_while_typing(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, GraphqlBody(variables='{"a": }'))
    said(page, "variables", qtbot, "Line 1, column 7")
    query = page.fields["query"]
    assert isinstance(query, CodeField)
    assert query.language == "graphql"
    qtbot.keyClicks(query.edit, "{ user(id: ) ")
    said(page, "query", qtbot, "Line 1, column 12: Unexpected")


def test_digits_that_stand_for_bytes_are_no_code(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, RawBody(text="00ff"))
    said(page, "text", qtbot, "Line 1")
    page.set_value(RawBody(text="00ff", encoding=BodyEncoding.HEX))
    qtbot.waitUntil(lambda: not page.fields["text"].said, timeout=3000)


def test_wrong_digits_are_marked_where_they_stand(desk: Desk, qtbot: QtBot) -> None:
    page = page_of(desk, qtbot, RawBody(encoding=BodyEncoding.HEX, text="00 fz"))
    field = page.fields["text"]
    assert isinstance(field, CodeField)
    qtbot.waitUntil(lambda: bool(field.edit.extraSelections()), timeout=3000)
    (mark,) = field.edit.extraSelections()
    assert mark.cursor.selectedText() == "z"
    field.edit.setFocus()
    field.edit.moveCursor(field.edit.textCursor().MoveOperation.End)
    qtbot.keyClick(field.edit, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field.edit, "f")
    qtbot.waitUntil(lambda: not field.edit.extraSelections(), timeout=3000)


def test_a_file_that_is_not_there_is_said_and_one_is_chosen(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(desk, qtbot, FileBody(file="nope.png"))
    field = page.fields["file"]
    assert isinstance(field, FileField)
    said(page, "file", qtbot, "There is no file “nope.png”")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cat.png").touch()
    field.button.take(str(tmp_path / "data" / "cat.png"))
    assert page._value == FileBody(file="data/cat.png")
    qtbot.waitUntil(lambda: not field.said, timeout=3000)
    field.box.edit.selectAll()
    qtbot.keyClicks(field.box.edit, "{{1.event.id}}")
    qtbot.waitUntil(lambda: not field.said, timeout=3000)


def test_the_types_are_offered_in_a_fixed_order(desk: Desk, qtbot: QtBot) -> None:
    family = FamilyField(desk.context, Ui(label="Body"), Body.family, lambda model: None)
    qtbot.addWidget(family)
    assert [family.combo.itemText(row) for row in range(family.combo.count())] == [
        "None",
        "JSON",
        "multipart/form-data",
        "x-www-form-urlencoded",
        "GraphQL",
        "XML",
        "Raw",
        "File",
    ]


@pytest.mark.parametrize(
    ("body", "place", "text"),
    [
        ({"kind": "xml", "text": "<a>"}, "body.text", "no well-formed XML"),
        ({"kind": "graphql", "query": "{a", "variables": "[]"}, "body.variables", "JSON object"),
        ({"kind": "raw", "encoding": "hex", "text": "0g"}, "body.text", "position 2"),
        ({"kind": "file"}, "body.file", "No file is chosen"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, body: dict[str, Any], place: str, text: str
) -> None:
    step = {"kind": "request", "number": 2, "url": "https://a.example", "body": body}
    desk = make_desk(tmp_path, {"trigger": {"kind": "event", "number": 1}, "steps": [step]})
    panel = make_panel(qtbot, desk, 2)
    panel.set_problems(problems(desk.document.workflow))
    page = panel.findChild(FamilyField).page
    assert isinstance(page, Page)
    said(page, place.partition(".")[2], qtbot, text)


def test_files_of_parts_are_looked_for_and_several_chosen_at_once(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = (PartRow(key="k", value="nope", type=PartKind.FILE), PartRow(key="t", value="nope"))
    page = page_of(desk, qtbot, MultipartBody(rows=rows))
    table = page.fields["rows"]
    assert isinstance(table, PartTable)
    said(page, "rows", qtbot, "There is no file “nope”")
    for name in ("a", "b", "c"):
        (tmp_path / name).touch()
    table.widgets[0].file.take_all([str(tmp_path / name) for name in ("a", "b", "c")])
    shown_rows = [(row.key, row.value, row.type.value) for row in page._value.rows]
    assert shown_rows == [
        ("k", "a", "file"),
        ("k", "b", "file"),
        ("k", "c", "file"),
        ("t", "nope", "text"),
    ]
    qtbot.waitUntil(lambda: not table.said, timeout=3000)
    page.set_problems({"rows.1.value": "from outside"})
    assert table.said == "from outside"


def test_the_inner_lines_of_a_query_are_coloured_alone() -> None:
    def coloured(line: str) -> list[tuple[str, str]]:
        found = tokens("graphql", line)
        return [(line[start : start + length], colour) for start, length, colour in found]

    assert coloured('  user(id: $id, n: -1.5, s: "a\\"#") @skip { name } # "c"') == [
        ("user", "purple"),
        ("id", "purple"),
        ("$id", "purple"),
        ("n", "purple"),
        ("-1.5", "blue"),
        ("s", "purple"),
        ('"a\\"#"', "ok"),
        ("@skip", "purple"),
        ('# "c"', "muted"),
    ]
    assert coloured("query Q") == [("query", "blue")]
    assert coloured("}") == []
