"""A workflow made, edited, run and saved on a real display without touching the mouse."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builder.steps import Request, Response
from builder.storage.files import read_flow
from tests.support.display import Hands, virtual_display
from tests.support.servers import recorder
from tests.support.window_process import quits, started, until

pytestmark = pytest.mark.timeout(180)


def test_a_workflow_is_made_run_and_saved_by_keys_alone(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    saved = folder / "users.flow.json"
    with recorder() as server, virtual_display() as display, started(display, folder) as program:
        server.json("/users/7", '{"id": 7}')
        hands = Hands(display)
        hands.window("work")
        time.sleep(0.5)
        hands.key("ctrl+n")
        hands.window("Untitled")
        insert(hands, "request")
        hands.key("Return")
        hands.type(f"{server.url}/users/7")
        hands.key("Escape", "F2", "ctrl+a")
        hands.type("Get user")
        hands.key("Return")
        hands.key("ctrl+Return")
        until(lambda: [seen.target for seen in server.seen] == ["/users/7"])
        insert(hands, "response")
        hands.key("ctrl+z", "ctrl+shift+z")
        hands.key("ctrl+shift+Return")
        until(lambda: len(server.seen) == 2)
        hands.key("ctrl+s")
        hands.window("Save")
        hands.key("ctrl+a")
        hands.type("users")
        hands.key("Return")
        until(saved.exists)
        hands.window("users")
        quits(hands, program)
    request, response = read_flow(saved).steps
    assert isinstance(request, Request)
    assert (request.name, request.url) == ("Get user", f"{server.url}/users/7")
    assert isinstance(response, Response)


def insert(hands: Hands, kind: str) -> None:
    """Add a step below the selected one by the palette."""
    hands.key("plus", "Return")
    time.sleep(0.4)
    hands.type(kind)
    hands.key("Return")
    time.sleep(0.4)
