"""Asks the history from the window: in a thread, so that no disk ever holds up painting.

The thread knows the database, plain functions and plain answers, and no Qt object: the answers wait
in a queue, and a byte through a socket wakes the window's event loop to fetch them.
"""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from shiboken6 import isValid

from builder.history.history import History
from builder.history.store import HistoryProblem, is_damage, set_aside
from builder.look.language import tr

R = TypeVar("R")
Question = Callable[[History], Any]

LOOK_MS = 1_000
"""How often is looked whether other programs have written."""

CLOSE_SECONDS = 2.0
"""How long the thread may take to end."""


class HistoryDesk(QObject):
    """Answers questions about past runs.

    Signals:
        changed: Runs were added, ended or deleted, by whatever program.
        told: A sentence about the history for the user.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(self, database: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._jobs: SimpleQueue[tuple[int, Question] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, Any, str]] = SimpleQueue()
        self._waiting: dict[int, tuple[Callable[[Any], object], QObject | None]] = {}
        self._numbers = count(1)
        self._state = (0, 0)
        self._thread: Thread | None = None
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._fetch)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def ask(
        self,
        question: Callable[[History], R],
        then: Callable[[R], object],
        asker: QObject | None = None,
    ) -> None:
        """Have a question answered; `then` gets the answer later, in the window's thread.

        Args:
            question: Called in another thread: it must hold no Qt object.
            then: Not called when there is no answer, which is told.
            asker: Whose question it is: once this has ended, nobody wants the answer.
        """
        number = next(self._numbers)
        self._waiting[number] = then, asker
        if self._thread is None:
            arguments = (self._database, self._jobs, self._answers, self._theirs)
            self._thread = Thread(target=_work, args=arguments, name="past runs", daemon=True)
            self._thread.start()
            self._timer.start()
        self._jobs.put((number, question))

    def look(self) -> None:
        """Find out whether runs have changed."""
        self.ask(History.state, self._compare)

    def close(self) -> None:
        """End the thread; nothing asked so far is answered any more."""
        self._timer.stop()
        self._notifier.setEnabled(False)
        self._waiting.clear()
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(CLOSE_SECONDS)
            self._thread = None
        self._ours.close()
        self._theirs.close()

    def _compare(self, state: tuple[int, int]) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()

    def _fetch(self) -> None:
        try:
            self._ours.recv(4096)
        except BlockingIOError:
            return
        while True:
            try:
                number, answer, told = self._answers.get_nowait()
            except Empty:
                return
            then, asker = self._waiting.pop(number, (None, None))
            if told:
                self.told.emit(told)
            elif then is not None and (asker is None or isValid(asker)):
                then(answer)


def _work(
    database: Path,
    jobs: SimpleQueue[tuple[int, Question] | None],
    answers: SimpleQueue[tuple[int, Any, str]],
    wake: socket.socket,
) -> None:
    """Answer until None comes; in a thread of its own."""
    reader = _Reader(database)
    while (job := jobs.get()) is not None:
        number, question = job
        answer, told = reader.answer(question)
        if reader.notice:
            answers.put((0, None, reader.notice))
            reader.notice = ""
        answers.put((number, answer, told))
        try:
            wake.send(b".")
        except OSError:
            continue  # it is full, and the window will wake, or it is gone
    reader.close()


class _Reader:
    """The open history of the thread."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._history: History | None = None
        self.notice = ""

    def answer(self, question: Question) -> tuple[Any, str]:
        """The answer, and why there is none."""
        try:
            return question(self._opened()), ""
        except HistoryProblem as problem:
            return None, str(problem)
        except sqlite3.Error as error:
            self._mend(error)
            return None, self.notice or tr("The history of runs cannot be read: {why}.", why=error)
        except OSError as error:
            return None, tr(
                "The history of runs cannot be read: {why}.", why=error.strerror or error
            )

    def close(self) -> None:
        if self._history is not None:
            self._history.close()
            self._history = None

    def _opened(self) -> History:
        if self._history is None:
            self._history = History(self._database)
            self.notice = self._history.notice
            self._history.tidy()
        return self._history

    def _mend(self, error: sqlite3.Error) -> None:
        """Set a database aside that turned out to be damaged; the next question makes a new one."""
        if not is_damage(error):
            return
        self.close()
        try:
            kept = set_aside(self._database)
        except (OSError, sqlite3.Error) as problem:
            self.notice = tr(
                "The history of runs is damaged and cannot be moved away: {why}.", why=problem
            )
            return
        if kept is not None:
            self.notice = tr(
                "The history of runs was damaged and is begun anew. "
                "What was there lies in {place}.",
                place=kept,
            )
