"""Writes a past run to a file, in the history's thread; what takes its time can be stopped."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from builder.app.history_opening import GONE
from builder.document.history_desk import HistoryDesk, Question
from builder.history.history import History
from builder.history.writing_out import Stopped, write_run
from builder.look.language import tr
from builder.model.masking import Masker

if TYPE_CHECKING:
    from builder.app.window import Window

LOOK_MS = 250
"""What takes longer is said, with a button that stops it."""
Said = tuple[str, str]
"""A sentence and its tone."""


class RunExport(QObject):
    """The writing of one run; begins at once and ends itself.

    Args:
        window: Says how it goes.
        desk: Has the history.
        run: Which run.
        kind: As in `write_run`.
        target: The file.
    """

    def __init__(
        self, window: Window, desk: HistoryDesk, run: int, kind: str, target: Path
    ) -> None:
        super().__init__(desk)
        self._window = window
        self._target = target
        self._stop, self._over = Event(), Event()
        self._key = f"export-{run}-{kind}"
        self._is_said = False
        masker = Masker(window.environments.secret_values())
        desk.ask(_question(run, kind, target, masker, self._stop, self._over), self._end)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def stop(self) -> None:
        """Write no further; nothing is left of the file."""
        self._stop.set()

    def _look(self) -> None:
        """Say that it is going on, until it does not."""
        if self._over.is_set():
            self._timer.stop()
            self._window.notices.clear(self._key)
            self.deleteLater()
        elif not self._is_said:
            self._is_said = True
            words = tr("The run is being written to {target}.", target=self._target)
            self._window.notices.busy(self._key, words, self.stop)

    def _end(self, said: Said) -> None:
        self._window.notices.clear(self._key)
        self._window.say(*said)


def _question(
    run: int, kind: str, target: Path, masker: Masker, stop: Event, over: Event
) -> Question:
    """What the history's thread is asked: it knows no Qt object."""

    def write(history: History) -> Said:
        try:
            is_there = write_run(history, run, kind, target, masker, stop.is_set)
        except Stopped:
            return tr("The run was not written: you stopped it."), ""
        except OSError as error:
            why = error.strerror or str(error)
            return tr(
                "The run was not written to {target}: {why}.", target=target, why=why
            ), "error"
        finally:
            over.set()
        if not is_there:
            return tr(GONE), ""
        return tr("The run was written to {target}.", target=target), ""

    return write
