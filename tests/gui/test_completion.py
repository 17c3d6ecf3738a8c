"""Completion in the query editor, with a schema that a real server gave."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from graphql import build_schema
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.schema_desk import SchemaDesk
from builder.forms.chip_edit import ChipEdit
from builder.forms.code_field import CodeField
from builder.forms.completion import NO_SCHEMA
from builder.forms.completion_list import CompletionList
from builder.forms.variable_menu import VariableMenu
from builder.panels.step_panel import StepPanel
from tests.support.forms import Desk, make_desk, shown
from tests.support.graphql_server import graphql_answer
from tests.support.qt_loop import Play, qt_loop
from tests.support.servers import Recorder, recorder

SCHEMA = build_schema(
    """
    type User {
      id: ID!
      "What the user is called."
      name: String
      mail: String @deprecated(reason: "Use address.")
      friends(first: Int): [User!]!
    }
    type Query { user(id: ID!): User users: [User!]! }
    """
)


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.answers["/graphql"] = graphql_answer(SCHEMA)
        yield serving


@pytest.fixture
def play(qapp: QApplication) -> Iterator[Play]:
    with qt_loop(qapp) as play:
        yield play


class Writer:
    """Types into the query of step 2."""

    def __init__(self, qtbot: QtBot, desk: Desk, schemas: SchemaDesk) -> None:
        self._qtbot = qtbot
        self.desk = desk
        context = replace(desk.context, schemas=schemas)
        self.panel = StepPanel(desk.document, context, desk.look)
        shown(qtbot, self.panel, height=1200)
        desk.document.select([2])
        self.panel.reveal("body")
        fields = self.panel.findChildren(CodeField)
        self.field = next(field for field in fields if field.language == "graphql")
        self.field.edit.setFocus()

    @property
    def edit(self) -> ChipEdit:
        return self.field.edit

    @property
    def popup(self) -> CompletionList | None:
        return self.field.completion.popup

    @property
    def offered(self) -> list[str]:
        if self.popup is None:
            return []
        model = self.popup.list.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def type(self, text: str) -> None:
        for letter in text:
            self._qtbot.keyClicks(self.edit, letter)

    def press(self, key: Qt.Key, control: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        self._qtbot.keyClick(self.edit, key, held)


def write(
    play: Play,
    qtbot: QtBot,
    url: str,
    folder: Path,
    scenario: Callable[[Writer], Awaitable[None]],
    load: bool = True,
) -> None:
    """Play a scenario in a panel whose step calls that address."""
    step = {"kind": "request", "number": 2, "method": "POST", "url": url}
    flow = {
        "trigger": {"kind": "event", "number": 1, "example": '{"id": "u_4821"}'},
        "steps": [{**step, "body": {"kind": "graphql"}}],
    }

    async def whole() -> None:
        desk = make_desk(folder, flow)
        schemas = SchemaDesk(desk.document, desk.samples, desk.environments)
        try:
            if load:
                said: list[str] = []
                schemas.answered.connect(lambda _, why: said.append(why))
                assert schemas.load(2)
                while not said:  # noqa: ASYNC110 - what is waited for is Qt's
                    await asyncio.sleep(0.005)
                assert said == [""]
            await scenario(Writer(qtbot, desk, schemas))
        finally:
            for session in schemas.sessions:
                await session.closed()

    play(whole)


def test_names_are_completed_while_typing(
    play: Play, qtbot: QtBot, server: Recorder, tmp_path: Path
) -> None:
    async def scenario(writer: Writer) -> None:
        writer.type("{ ")
        assert writer.popup is None
        writer.type("us")
        assert writer.offered == ["user", "users"]
        writer.press(Qt.Key.Key_Down)
        writer.press(Qt.Key.Key_Return)
        assert writer.edit.text() == "{ users"
        assert writer.popup is None
        writer.type(" { na")
        assert writer.offered == ["name", "__typename"]
        assert writer.popup is not None
        assert writer.popup.about.text() == "What the user is called."
        writer.press(Qt.Key.Key_Tab)
        assert writer.edit.text() == "{ users { name"
        writer.press(Qt.Key.Key_Return)
        assert writer.edit.text() == "{ users { name\n"
        writer.type("fr")
        writer.press(Qt.Key.Key_Escape)
        assert writer.popup is None
        assert writer.edit.text().endswith("\nfr")
        assert writer.edit.hasFocus()
        assert writer.desk.step(2).body.query == writer.edit.text()

    write(play, qtbot, f"{server.url}/graphql", tmp_path, scenario)


def test_ctrl_space_asks_for_it_and_braces_for_a_variable(
    play: Play, qtbot: QtBot, server: Recorder, tmp_path: Path
) -> None:
    async def scenario(writer: Writer) -> None:
        writer.type("{ user(")
        assert writer.popup is None
        writer.press(Qt.Key.Key_Space, control=True)
        assert writer.offered == ["id"]
        writer.press(Qt.Key.Key_Return)
        assert writer.edit.text() == "{ user(id: "
        assert not writer.panel.window().findChildren(VariableMenu)
        writer.type("{{")
        assert writer.popup is None
        (menu,) = writer.panel.window().findChildren(VariableMenu)
        assert menu.isVisible()

    write(play, qtbot, f"{server.url}/graphql", tmp_path, scenario)


def test_a_chip_counts_as_a_value(
    play: Play, qtbot: QtBot, server: Recorder, tmp_path: Path
) -> None:
    async def scenario(writer: Writer) -> None:
        writer.edit.insert("{ user(id: {{1.event.id}}) { ")
        writer.type("ma")
        assert writer.offered == ["mail"]
        assert writer.popup is not None
        assert "Use address." in writer.popup.about.text()
        writer.press(Qt.Key.Key_Backspace)
        assert writer.offered == ["mail", "name", "__typename"]
        writer.press(Qt.Key.Key_Left)
        assert writer.popup is None
        writer.press(Qt.Key.Key_End)
        writer.type("a")
        at = writer.popup.list.visualRect(writer.popup.list.model().index(0, 0)).center()
        qtbot.mouseClick(writer.popup.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert writer.edit.text() == "{ user(id: {{1.event.id}}) { mail"

    write(play, qtbot, f"{server.url}/graphql", tmp_path, scenario)


def test_without_a_schema_it_is_said_how_to_get_one(
    play: Play, qtbot: QtBot, server: Recorder, tmp_path: Path
) -> None:
    async def scenario(writer: Writer) -> None:
        writer.type("{ us")
        assert writer.popup is None
        writer.press(Qt.Key.Key_Space, control=True)
        assert writer.popup is not None
        assert writer.popup.about.text() == NO_SCHEMA
        writer.press(Qt.Key.Key_Return)
        assert writer.popup is None
        assert writer.edit.text() == "{ us\n"

    write(play, qtbot, f"{server.url}/graphql", tmp_path, scenario, load=False)
