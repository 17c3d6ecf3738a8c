"""What every test stands on: no user data, no keyring, no display of the machine is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ.pop("DISPLAY", None)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder of this test alone."""
    folder = tmp_path / "user-data"
    monkeypatch.setenv("STEPLOOM_DATA", str(folder))
    return folder
