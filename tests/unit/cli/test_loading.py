"""Garbage collection while a command loads, in a process where it is on."""

from __future__ import annotations

import subprocess
import sys

import pytest

AROUND = """
import gc
from builder.cli.loading import loading

{before}
inside = None
try:
    with loading():
        inside = gc.isenabled()
        raise LookupError
except LookupError:
    pass
print(inside, gc.isenabled(), gc.get_freeze_count() > 0)
"""


@pytest.mark.parametrize(
    ("before", "told"),
    [("", "False True True"), ("gc.disable()", "False False False")],
    ids=["on", "off already"],
)
def test_nothing_is_collected_meanwhile_and_collecting_is_as_before(before: str, told: str) -> None:
    code = AROUND.format(before=before)
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, told), ended.stderr
