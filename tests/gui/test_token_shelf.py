"""Access tokens outlive the engine's process; rotated refresh tokens outlive the program."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from builder.document.run_session import RunSession
from builder.document.token_shelf import TokenShelf
from builder.engine.tokens import KeptToken
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.storage.secrets import MemorySecrets
from tests.support.oauth_server import CLIENT, REFRESH, SECRET, OAuthServer, oauth_server
from tests.support.qt_loop import Play, qt_loop
from tests.support.running import files_in, flow, request

AROUND = Surroundings(
    "dev", {"secret": SECRET, "refresh": REFRESH}, frozenset({"secret", "refresh"})
)


@pytest.fixture
def server() -> Iterator[OAuthServer]:
    with oauth_server() as serving:
        yield serving


@pytest.fixture
def play(qapp: QApplication) -> Iterator[Play]:
    with qt_loop(qapp) as play:
        yield play


def workflow(server: OAuthServer, **more: Any) -> Any:
    auth = {
        "kind": "oauth2_client_credentials",
        "token_url": f"{server.url}/token",
        "client_id": CLIENT,
        "client_secret": "{{env.secret}}",
        "client_authentication": "body",
        **more,
    }
    return flow(request(2, f"{server.url}/api", auth=auth))


async def finished(session: RunSession, what: Any) -> None:
    assert session.test_workflow(what, AROUND)
    while session.running:  # noqa: ASYNC110 - what is waited for is Qt's, not asyncio's
        await asyncio.sleep(0.005)
    assert session.run_status is Status.SUCCEEDED


def test_a_token_outlives_its_engine(play: Play, server: OAuthServer, tmp_path: Path) -> None:
    async def scenario() -> None:
        shelf = TokenShelf(MemorySecrets())
        session = RunSession(tmp_path, tokens=shelf)
        try:
            await finished(session, workflow(server))
            first = session.engine_pid
            assert first is not None
            os.kill(first, signal.SIGKILL)
            while session.engine_pid is not None:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
            await finished(session, workflow(server))
            assert session.engine_pid not in (None, first)
        finally:
            await session.closed()
        assert len(server.asked) == 1
        assert server.calls == server.issued * 2

    play(scenario)
    written = b"".join(path.read_bytes() for path in files_in(tmp_path))
    assert server.issued[0].encode() not in written


def test_a_rotated_refresh_token_outlives_the_program(
    play: Play, server: OAuthServer, tmp_path: Path
) -> None:
    secrets = MemorySecrets()
    server.lifetime = 0
    how = {"kind": "oauth2_refresh_token", "refresh_token": "{{env.refresh}}"}

    async def scenario() -> None:
        for _ in range(2):
            session = RunSession(tmp_path, tokens=TokenShelf(secrets))
            try:
                await finished(session, workflow(server, **how))
            finally:
                await session.closed()
        sent = [form["refresh_token"] for form in server.asked]
        assert sent == [REFRESH, server.rotated[0]]

    play(scenario)


def test_the_shelf_asks_for_secrets_only_where_it_helps(server: OAuthServer) -> None:
    class Watched(MemorySecrets):
        asked = 0

        def get(self, environment: str, name: str) -> str | None:
            self.asked += 1
            return super().get(environment, name)

    secrets = Watched()
    shelf = TokenShelf(secrets)
    shelf.keep(KeptToken("a", b"{}", 1.0, environment="dev"))
    shelf.keep(KeptToken("b", b"{}", 1.0, environment="live"))
    assert [token.key for token in shelf.for_run(workflow(server), AROUND)] == ["a"]
    assert secrets.asked == 0
    how = {"kind": "oauth2_refresh_token", "refresh_token": "{{env.refresh}}"}
    shelf.for_run(workflow(server, **how), AROUND)
    shelf.for_run(workflow(server, **how), AROUND)
    assert secrets.asked == 1
