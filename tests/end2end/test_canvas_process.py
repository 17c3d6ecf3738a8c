"""The canvas of the real program on a real X display, used with mouse and keys."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, Request
from builder.storage.files import read_flow, write_flow
from tests.support.display import Hands, virtual_display
from tests.support.window_process import quits, started, until

pytestmark = pytest.mark.timeout(120)

CARD = (614, 280)
"""On the first step's card in a window of 1440 x 900."""
EMPTY_BRANCH = (800, 452)
"""The “+” in the empty branch No of the Conditional below it."""


@pytest.fixture
def flow(tmp_path: Path) -> Path:
    path = tmp_path / "work" / "shop.flow.json"
    path.parent.mkdir()
    inner = Request(number=4, name="Create order", url="http://127.0.0.1:1/")
    steps = (
        Request(number=2, name="Get user", url="http://127.0.0.1:1/"),
        Conditional(number=3, name="Known?", yes=(inner,)),
    )
    write_flow(path, Workflow(trigger=EventTrigger(example="{}"), steps=steps))
    return path


def test_note_drag_collapse_find_and_undo(flow: Path) -> None:
    with virtual_display() as display:
        hands = Hands(display)
        with started(display, flow) as program:
            hands.window("shop — Steploom")
            time.sleep(0.8)
            hands.click(*CARD)
            hands.key("n")
            hands.type("slow at night")
            hands.key("Return")
            time.sleep(0.6)  # else the press is the second one of a double click
            hands.drag(CARD, EMPTY_BRANCH)
            hands.window(r"shop\*")
            hands.key("ctrl+s")
            until(lambda: len(read_flow(flow).steps) == 1)
            (choice,) = read_flow(flow).steps
            assert isinstance(choice, Conditional)
            assert [(step.number, step.note) for step in choice.no] == [(2, "slow at night")]
            hands.key("Home", "Down", "c")
            hands.key("ctrl+f")
            hands.type("create")
            hands.key("Escape", "Delete", "ctrl+s")
            until(lambda: _yes(flow) == 0)
            hands.key("ctrl+z", "ctrl+s")
            until(lambda: _yes(flow) == 1)
            quits(hands, program)


def _yes(flow: Path) -> int:
    """How many steps the branch Yes holds; the block itself must be there."""
    (choice,) = read_flow(flow).steps
    assert isinstance(choice, Conditional)
    return len(choice.yes)
