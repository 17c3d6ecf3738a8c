"""“Load schema” in the panel, with a real engine and a real GraphQL server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import qasync
from graphql import build_schema
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.schema_desk import SchemaDesk
from builder.forms.code_field import CodeField
from builder.forms.family_field import FamilyField
from builder.forms.page import Page
from builder.forms.schema_now import BUSY, SchemaNow
from builder.model.edit import change_step
from builder.panels.step_panel import StepPanel
from tests.support.forms import Desk, make_desk, shown
from tests.support.graphql_server import graphql_answer
from tests.support.running import files_in
from tests.support.servers import Recorder, recorder

TOKEN = "s3cr3t-value"
FIELDS = " ".join(f"field{number}: String" for number in range(2000))
SCHEMA = build_schema(f"type User {{ id: ID! {FIELDS} }} type Query {{ user(id: ID!): User }}")
QUERY = "{ user(id: {{1.event.id}}) { id } }"
Play = Callable[[Callable[[], Awaitable[None]]], None]


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        serving.answers["/graphql"] = graphql_answer(SCHEMA, TOKEN)
        yield serving


@pytest.fixture
def play(qapp: QApplication) -> Iterator[Play]:
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    def run(scenario: Callable[[], Awaitable[None]]) -> None:
        async def whole() -> None:
            async with asyncio.timeout(15):
                await scenario()

        loop.run_until_complete(whole())

    with loop:
        yield run
    asyncio.set_event_loop(None)


async def until(holds: Callable[[], bool]) -> None:
    while not holds():  # noqa: ASYNC110 - what is waited for is Qt's
        await asyncio.sleep(0.005)


def desk_for(url: str, folder: Path, **body: Any) -> Desk:
    fields = {
        "kind": "request",
        "method": "POST",
        "url": url,
        "headers": [{"key": "X-Id", "value": "{{1.event.userId}}"}],
        "auth": {"kind": "bearer", "token": "{{env.api_key}}"},
        "body": {"kind": "graphql", "query": QUERY, **body},
    }
    example = '{"userId": "u_4821", "id": "evt_91"}'
    steps = [{**fields, "number": 2}, {**fields, "number": 3, "url": f"{url}/other"}]
    trigger = {"kind": "event", "number": 1, "example": example}
    return make_desk(folder, {"trigger": trigger, "steps": steps})


class Stage:
    """The panel of step 2, with the button and the query."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self._qtbot = qtbot
        self.desk = desk
        self.schemas = SchemaDesk(desk.document, desk.samples, desk.environments)
        context = replace(desk.context, schemas=self.schemas)
        self.panel = StepPanel(desk.document, context, desk.look)
        shown(qtbot, self.panel, height=1200)
        desk.document.select([2])
        self.panel.reveal("body")
        (self.now,) = self.panel.findChildren(SchemaNow)

    @property
    def query(self) -> CodeField:
        page = next(f.page for f in self.panel.findChildren(FamilyField) if f.name == "body")
        assert isinstance(page, Page)
        field = page.fields["query"]
        assert isinstance(field, CodeField)
        return field

    async def press(self) -> str:
        """Click the button; what came back."""
        self._qtbot.mouseClick(self.now.button, Qt.MouseButton.LeftButton)
        assert self.now.said.text() == BUSY
        self._qtbot.mouseClick(self.now.button, Qt.MouseButton.LeftButton)  # changes nothing
        assert self.now.said.text() == BUSY
        await until(lambda: self.now.said.text() != BUSY)
        assert self.now.button.isEnabled(), "disabled it would give the focus away"
        return self.now.said.text()


def test_a_query_is_checked_against_the_loaded_schema_while_typing(
    play: Play, qtbot: QtBot, server: Recorder, tmp_path: Path
) -> None:
    async def scenario() -> None:
        stage = Stage(qtbot, desk_for(f"{server.url}/graphql", tmp_path))
        desk, query = stage.desk, stage.query
        try:
            assert await stage.press() == "5 types"
            assert stage.now.said.property("tone") is None
            assert server.last.header("X-Id") == "u_4821"
            assert b"__schema" in server.last.body
            assert desk.step(2).body.query == QUERY
            assert query.said == ""
            query.edit.setFocus()
            qtbot.keyClick(query.edit, Qt.Key.Key_End)
            for _ in range(3):
                qtbot.keyClick(query.edit, Qt.Key.Key_Left)
            qtbot.keyClicks(query.edit, " nope")
            await until(lambda: "Line 1, column 21: Cannot query field 'nope'" in query.said)
            (mark,) = query.edit.extraSelections()
            assert mark.cursor.selectedText() == "n"
            for _ in range(5):
                qtbot.keyClick(query.edit, Qt.Key.Key_Backspace)
            await until(lambda: query.said == "")
            assert not query.edit.extraSelections()
        finally:
            for session in stage.schemas.sessions:
                await session.closed()

    play(scenario)


def test_a_schema_is_for_one_endpoint(
    play: Play, qtbot: QtBot, server: Recorder, tmp_path: Path
) -> None:
    async def scenario() -> None:
        url = f"{server.url}/graphql"
        stage = Stage(qtbot, desk_for(url, tmp_path, query="{ nope }"))
        document, query, said = stage.desk.document, stage.query, stage.now.said
        try:
            await stage.press()
            await until(lambda: "'nope' on type 'Query'" in query.said)
            document.select([3])
            await until(lambda: said.text() == "" and query.said == "")
            document.select([2])
            await until(lambda: said.text() == "5 types")
            await until(lambda: "nope" in query.said)
            document.edit("Change URL", change_step(document.workflow, 2, url=f"{url}2"))
            await until(lambda: said.text() == "" and query.said == "")
        finally:
            for session in stage.schemas.sessions:
                await session.closed()

    play(scenario)
    assert not [path for path in files_in(tmp_path) if b"field1999" in path.read_bytes()]


@pytest.mark.parametrize(
    ("path", "secret", "reasons"),
    [
        ("/graphql", "wrong-secret", ("401", "The server gives no schema: Sign in first.")),
        ("/text", TOKEN, ("The answer is no JSON",)),
    ],
)
def test_why_no_schema_came_is_said(
    play: Play,
    qtbot: QtBot,
    server: Recorder,
    tmp_path: Path,
    path: str,
    secret: str,
    reasons: tuple[str, ...],
) -> None:
    async def scenario() -> None:
        desk = desk_for(f"{server.url}{path}", tmp_path)
        desk.environments.set_secret("Staging", "api_key", secret)
        stage = Stage(qtbot, desk)
        try:
            said = await stage.press()
            assert all(reason in said for reason in reasons), said
            assert stage.now.said.property("tone") == "warning"
        finally:
            for session in stage.schemas.sessions:
                await session.closed()

    play(scenario)


def test_a_server_that_is_not_there_is_said(play: Play, qtbot: QtBot, tmp_path: Path) -> None:
    async def scenario() -> None:
        stage = Stage(qtbot, desk_for("http://127.0.0.1:1/graphql", tmp_path))
        try:
            assert "127.0.0.1" in await stage.press()
            assert stage.now.said.property("tone") == "warning"
        finally:
            for session in stage.schemas.sessions:
                await session.closed()

    play(scenario)
