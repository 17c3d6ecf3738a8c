"""The program as a screen reader meets it: on the accessibility bus of a real display."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.model.workflow import Workflow
from builder.steps import EventTrigger, Request
from builder.storage.files import write_flow
from tests.support.display import virtual_display
from tests.support.screen_reader import ScreenReader, accessibility_bus
from tests.support.servers import recorder

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ScreenReader]:
    """A screen reader beside the running program, whose workflow asks a real server."""
    path = tmp_path / "work" / "users.flow.json"
    path.parent.mkdir()
    with (
        recorder() as server,
        virtual_display() as display,
        accessibility_bus(display) as environment,
    ):
        server.json("/users/7", '{"id": 7}')
        request = Request(number=2, name="Get user", url=f"{server.url}/users/{{{{1.event.id}}}}")
        write_flow(path, Workflow(trigger=EventTrigger(example='{"id": 7}'), steps=(request,)))
        program = subprocess.Popen(
            [sys.executable, "-m", "builder", str(path)],
            env={**environment, "QT_QPA_PLATFORM": "xcb"},
        )
        reader = ScreenReader(environment["DBUS_SESSION_BUS_ADDRESS"])
        try:
            yield reader
        finally:
            reader.close()
            program.terminate()
            program.wait(20)


def test_a_workflow_is_run_by_ear(reader: ScreenReader) -> None:
    step = reader.find("list item", lambda name: name.startswith("2, Get user"))
    assert "Request" in step.name
    announced = reader.listen()
    reader.press(reader.find("push button", lambda name: name == "Test workflow"))
    announced("The run succeeded")
    again = reader.find("list item", lambda name: name.startswith("2, Get user") and "200" in name)
    assert again.path == step.path
    reader.press(again)
    reader.find("text", lambda name: name == "Request URL")
    row = reader.find("list item", lambda name: '"id": 7' in name)
    assert row.around[-1] == "list Body"


def test_everything_one_can_press_or_fill_in_has_a_name(reader: ScreenReader) -> None:
    reader.press(reader.find("list item", lambda name: name.startswith("2, Get user")))
    reader.find("text", lambda name: name == "Request URL")
    spoken = {"push button", "check box", "text", "combo box", "toggle button", "button menu"}
    asked = [seen for seen in reader.walk() if seen.role in spoken and reader.reachable(seen)]
    assert len(asked) > 20
    assert [(seen.role, seen.around[-6:]) for seen in asked if not seen.name.strip()] == []
