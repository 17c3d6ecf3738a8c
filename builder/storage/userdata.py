"""The user's data folder: unsaved work, bodies of runs, the example workspace, settings."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import msgspec

from builder.lock import FileLock, is_held
from builder.private_folder import private_folder
from builder.storage.file_problem import explained

VARIABLE = "STEPLOOM_DATA"
"""Environment variable that names another folder."""

_LOCK = "running.lock"


class UserData(msgspec.Struct, frozen=True):
    """Where things local to the user lie; folders are made when asked for, for the user alone."""

    root: Path

    @classmethod
    def standard(cls, environment: Mapping[str, str] = os.environ) -> UserData:
        """The folder of this user, or what `STEPLOOM_DATA` names."""
        given = environment.get(VARIABLE)
        if given:
            return cls(Path(given).absolute())
        from platformdirs import user_data_path

        return cls(user_data_path("steploom", appauthor=False))

    @property
    def journal(self) -> Path:
        """Unsaved edits of open workflows."""
        return self._made("journal")

    @property
    def runs(self) -> Path:
        """Bodies of runs, a folder each."""
        return self._made("runs")

    @property
    def rows(self) -> Path:
        """Which rows of data-driven runs are finished."""
        return self._made("rows")

    @property
    def samples(self) -> Path:
        """Outputs of the last tests."""
        return self._made("samples")

    @property
    def history_file(self) -> Path:
        """The database of past runs; their bodies lie in `bodies` beside it."""
        return self._made("") / "history.sqlite"

    @property
    def settings_file(self) -> Path:
        """What the window remembers between two starts."""
        return self._made("") / "settings.ini"

    @property
    def instances(self) -> Path:
        """Which running program has which workspace open."""
        return self._made("instances")

    @property
    def trusted_file(self) -> Path:
        """Which workspaces the user trusts."""
        return self._made("") / "trusted.json"

    @property
    def example_workspace(self) -> Path:
        """The user's own copy of the example; not made here."""
        return self._made("") / "example"

    @contextmanager
    def run_folder(self) -> Iterator[Path]:
        """A new private folder for one run's bodies; it goes with the block.

        Raises:
            FileProblem: It cannot be made.
        """
        folder = self.runs / token_hex(8)
        with explained(folder):
            folder.mkdir(mode=0o700)
        lock = FileLock(folder / _LOCK)
        lock.take()
        try:
            yield folder
        finally:
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)

    def remove_leftovers(self) -> None:
        """Delete the run folders whose program is gone; those of running programs stay."""
        for folder in self.runs.iterdir():
            if folder.is_dir() and not is_held(folder / _LOCK):
                shutil.rmtree(folder, ignore_errors=True)

    def _made(self, name: str) -> Path:
        folder = self.root / name
        with explained(folder):
            return private_folder(folder)
