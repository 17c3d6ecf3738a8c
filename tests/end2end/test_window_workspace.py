"""The program on a real X display: a workflow is dragged into a folder, words are searched."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.storage.files import read_flow
from builder.storage.workspace import Workspace
from tests.support.display import Hands, virtual_display
from tests.support.running import flow, request
from tests.support.window_process import quits, started, until

pytestmark = pytest.mark.timeout(180)

FOLDER, SECOND = (70, 207), (80, 263)
"""Rows of the list of workflows in a window of 1440 x 900: the folder, the second workflow."""


@pytest.fixture
def display() -> Iterator[str]:
    with virtual_display() as name:
        yield name


def test_drag_into_a_folder_and_search(display: str, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "shop")
    (workspace.folder / "jobs").mkdir()
    workspace.create_flow("alpha", flow({**request(2, "http://a.example"), "name": "One"}))
    workspace.create_flow("beta", flow({**request(2, "http://a.example/needle"), "name": "Two"}))
    hands = Hands(display)
    with started(display, workspace.folder) as program:
        hands.window("alpha — Steploom")
        time.sleep(1)
        hands.drag(SECOND, FOLDER)
        moved = workspace.folder / "jobs" / "beta.flow.json"
        until(moved.exists)
        hands.key("ctrl+shift+f")
        hands.type("NEEDLE")
        time.sleep(4)
        hands.key("Down", "Return")
        hands.window("beta — Steploom")
        quits(hands, program)
    assert read_flow(moved).steps[0].name == "Two"
