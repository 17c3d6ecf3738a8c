"""A value dragged with a real mouse from a response, over another step's card, onto its field."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.display import Hands, virtual_display

pytestmark = pytest.mark.timeout(120)
ROOT = Path(__file__).parents[2]


def test_a_value_dragged_over_a_card_drops_on_a_field_of_that_step() -> None:
    with virtual_display() as display:
        program = subprocess.Popen(
            [sys.executable, "-m", "tests.support.drag_window"],
            cwd=ROOT,
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert program.stdout is not None
            places = json.loads(program.stdout.readline())
            hands = Hands(display)
            hands.press(*places["row"])
            hands.glide(places["row"], places["card"])
            time.sleep(0.8)  # until the card's step is open
            hands.glide(places["card"], places["field"])
            hands.release()
            assert json.loads(program.stdout.readline())["url"].endswith(
                "{{2.response.body.email}}"
            )
        finally:
            program.kill()
            program.communicate(timeout=10)
