"""What every test stands on: nothing of the user is touched, nor the keyring, display, language."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
os.environ.pop("DISPLAY", None)

NOWHERE = (5_000, 5_000)
"""Outside every screen, in pixels."""


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder of this test alone."""
    folder = tmp_path / "user-data"
    monkeypatch.setenv("STEPLOOM_DATA", str(folder))
    return folder


@pytest.fixture(autouse=True, scope="session")
def collecting() -> Iterator[None]:
    """No thread of a test ends the Qt objects of another (see `builder.app.garbage`)."""
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def collected(collecting: None) -> Iterator[None]:
    """What a test leaves in reference cycles ends with it, in the thread that runs the tests.

    What is still in use then is not looked at again: with thousands of tests behind it a
    collection would take longer than the test.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def left_behind() -> Iterator[None]:
    """Nothing of a test stays on the clipboard, and its pointer points at no later window.

    A clipboard's content would outlive the interpreter and crash it. A pointer that rests where
    an earlier test clicked would be "over" whatever opens there.
    """
    yield
    if "PySide6.QtGui" in sys.modules:
        from PySide6.QtGui import QCursor, QGuiApplication

        if QGuiApplication.instance() is not None:
            QGuiApplication.clipboard().clear()
            QCursor.setPos(*NOWHERE)
