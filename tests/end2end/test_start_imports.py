"""The window starts fast because it imports nothing it does not need for its first paint."""

from __future__ import annotations

import subprocess
import sys

PAINTED = """
import sys
from builder.__main__ import main

HEAVY = ("httpx", "keyring", "graphql", "pygments", "yaml", "jsonschema", "sqlite3", "psutil",
         "py_mini_racer", "builder.engine.execution", "builder.engine.preview",
         "builder.engine.http", "builder.engine.rows", "builder.engine.functions",
         "builder.examples.server", "builder.exchange", "builder.history", "builder.viewer",
         "builder.cli", "builder.canvas.outline", "builder.forms.form", "builder.forms.code_field",
         "builder.panels.palette", "builder.panels.run_panel", "builder.panels.items_panel",
         "builder.panels.waterfall", "builder.panels.history", "builder.panels.data_run",
         "builder.panels.connection", "builder.panels.environment", "builder.app.command_palette",
         "builder.app.compare", "builder.app.data_run", "builder.app.history_actions",
         "builder.app.item_lists", "builder.app.leak_notice", "builder.app.preview_window",
         "builder.app.rename_desk", "builder.app.settings_window", "builder.app.keys_window",
         "builder.app.commands_found", "builder.app.dropping", "builder.app.clearing",
         "builder.app.diagnostics", "builder.app.resend", "builder.app.tour",
         "builder.history.quota")

def painted():
    print(*(one for one in sys.modules for name in HEAVY if f"{one}.".startswith(f"{name}.")))
    from PySide6.QtWidgets import QApplication
    QApplication.closeAllWindows()

sys.exit(main([], after_paint=painted))
"""


def test_the_first_paint_needs_nothing_heavy() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PAINTED], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout.split()) == (0, []), ended.stderr
