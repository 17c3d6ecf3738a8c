"""“Get token now” in the panel, with a real engine and a real OAuth 2.0 server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.token_desk import TokenDesk
from builder.forms.token_now import BUSY, TokenNow
from builder.model.connection import Connection
from builder.model.environment import Environment, Variable
from builder.panels.connection import ConnectionPanel
from builder.panels.step_panel import StepPanel
from tests.support.forms import Desk, make_desk
from tests.support.oauth_server import CLIENT, SECRET, OAuthServer, oauth_server
from tests.support.qt_loop import Play, qt_loop


@pytest.fixture
def server() -> Iterator[OAuthServer]:
    with oauth_server() as serving:
        yield serving


@pytest.fixture
def play(qapp: QApplication) -> Iterator[Play]:
    with qt_loop(qapp) as play:
        yield play


def desk_for(server: OAuthServer, folder: Path, secret: str) -> Desk:
    auth = {
        "kind": "oauth2_client_credentials",
        "token_url": f"{server.url}/token",
        "client_id": CLIENT,
        "client_secret": "{{env.api_key}}",
        "client_authentication": "body",
        "scope": "read",
    }
    steps = [
        {"kind": "request", "number": 2, "url": f"{server.url}/api", "auth": auth},
        {"kind": "request", "number": 3, "url": f"{server.url}/api", "auth": auth},
    ]
    trigger = {"kind": "event", "number": 1}
    desk = make_desk(folder, {"trigger": trigger, "steps": steps})
    variables = (Variable(name="api_key", secret=True),)
    desk.environments.edit("Staging", Environment(variables=variables))
    desk.environments.set_secret("Staging", "api_key", secret)
    return desk


async def pressed(
    qtbot: QtBot, desk: Desk, tokens: TokenDesk, step: int = 2
) -> tuple[StepPanel, TokenNow]:
    """A panel in which the button was clicked and something came back."""
    panel = StepPanel(desk.document, replace(desk.context, tokens=tokens), desk.look)
    qtbot.addWidget(panel)
    panel.resize(420, 900)
    panel.show()
    desk.document.select([step])
    panel.reveal("auth")
    (now,) = panel.findChildren(TokenNow)
    qtbot.mouseClick(now.button, Qt.MouseButton.LeftButton)
    assert now.said.text() == BUSY
    while now.said.text() == BUSY:  # noqa: ASYNC110 - what is waited for is Qt's
        await asyncio.sleep(0.005)
    assert now.button.isEnabled(), "disabled it would give the focus away"
    return panel, now


def test_what_came_back_is_shown_masked(
    play: Play, qtbot: QtBot, server: OAuthServer, tmp_path: Path
) -> None:
    async def scenario() -> None:
        desk = desk_for(server, tmp_path, SECRET)
        tokens = TokenDesk(desk.document, desk.samples, desk.environments)
        try:
            panel, now = await pressed(qtbot, desk, tokens)
            said = now.said.text().splitlines()
            assert "access_token: ••••••" in said
            assert {"expires_in: 3600", "scope: read", "token_type: Bearer"} <= set(said)
            assert server.issued[0] not in now.said.text()
            kept = desk.environments.tokens.for_run(
                desk.document.workflow, desk.environments.surroundings()
            )
            assert [server.issued[0].encode() in token.answer for token in kept] == [True]
            assert not server.calls
            desk.document.select([3])
            assert panel.number == 3
            assert now.said.isHidden()
        finally:
            for session in tokens.sessions:
                await session.closed()

    play(scenario)


def test_a_refusal_is_said(play: Play, qtbot: QtBot, server: OAuthServer, tmp_path: Path) -> None:
    async def scenario() -> None:
        desk = desk_for(server, tmp_path, "wrong-secret")
        tokens = TokenDesk(desk.document, desk.samples, desk.environments)
        try:
            _, now = await pressed(qtbot, desk, tokens)
            assert "The token endpoint refused. invalid_client" in now.said.text()
            assert now.said.property("tone") == "warning"
            assert "wrong-secret" not in now.said.text()
        finally:
            for session in tokens.sessions:
                await session.closed()

    play(scenario)


def test_other_authorizations_have_no_button(qtbot: QtBot, tmp_path: Path) -> None:
    auth: dict[str, Any] = {"kind": "bearer", "token": "{{env.api_key}}"}
    step = {"kind": "request", "number": 2, "url": "http://x/", "auth": auth}
    desk = make_desk(tmp_path, {"trigger": {"kind": "event", "number": 1}, "steps": [step]})
    tokens = TokenDesk(desk.document, desk.samples, desk.environments)
    panel = StepPanel(desk.document, replace(desk.context, tokens=tokens), desk.look)
    qtbot.addWidget(panel)
    desk.document.select([2])
    panel.reveal("auth")
    assert not panel.findChildren(TokenNow)


def test_a_connection_gets_a_token(
    play: Play, qtbot: QtBot, server: OAuthServer, tmp_path: Path
) -> None:
    async def scenario() -> None:
        desk = desk_for(server, tmp_path, SECRET)
        connections = desk.environments.connections
        auth = desk.step(2).auth
        connections.create("Shop", Connection(base_url="{{env.nowhere}}", auth=auth))
        panel = ConnectionPanel(connections, desk.environments, desk.look)
        try:
            qtbot.addWidget(panel)
            panel.resize(428, 900)
            panel.show()
            panel.edit("Shop")
            assert panel.form is not None
            panel.form.reveal("auth")
            (now,) = panel.findChildren(TokenNow)
            qtbot.mouseClick(now.button, Qt.MouseButton.LeftButton)
            while now.said.text() in ("", BUSY):  # noqa: ASYNC110 - what is waited for is Qt's
                await asyncio.sleep(0.005)
            assert "access_token: ••••••" in now.said.text().splitlines()
            assert not server.calls
            kept = desk.environments.tokens.for_run(
                desk.document.workflow, desk.environments.surroundings()
            )
            assert len(kept) == 1  # what the steps with the same fields use
        finally:
            for session in panel.sessions:
                await session.closed()

    play(scenario)
