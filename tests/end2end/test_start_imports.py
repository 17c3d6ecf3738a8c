"""The window starts fast because it imports nothing it does not need for its first paint."""

from __future__ import annotations

import subprocess
import sys

PAINTED = """
import sys
from builder.__main__ import main

HEAVY = ("httpx", "keyring", "graphql", "pygments.lexers", "yaml", "jsonschema",
         "py_mini_racer", "builder.engine.execution", "builder.examples.server")

def painted():
    print(*(name for name in HEAVY if name in sys.modules))
    from PySide6.QtWidgets import QApplication
    QApplication.closeAllWindows()

sys.exit(main([], after_paint=painted))
"""


def test_the_first_paint_needs_nothing_heavy() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PAINTED], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout.split()) == (0, []), ended.stderr
