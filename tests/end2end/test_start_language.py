"""The program speaks the language of the system, unless another one was chosen."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PAINTED = """
import sys
from builder.__main__ import main

def painted():
    from PySide6.QtWidgets import QApplication, QMainWindow
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow))
    print(window.menuBar().actions()[1].text())
    QApplication.closeAllWindows()

sys.exit(main([], after_paint=painted))
"""


@pytest.mark.parametrize(
    ("system", "said"),
    [("de_AT.UTF-8", "&Bearbeiten"), ("en_GB.UTF-8", "&Edit"), ("eo.UTF-8", "&Edit")],
)
def test_the_menus_are_in_the_language_of_the_system(system: str, said: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PAINTED],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "LC_ALL": system, "LANGUAGE": ""},
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, said), ended.stderr
