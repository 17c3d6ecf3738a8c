"""The window's side of the helper process."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from builder.document.helper_process import begin_helper
from builder.look.language import tr
from builder.viewer.body import Body
from builder.viewer.questions import Answer, AnyQuestion

Then = Callable[[Answer], None]
MODULE = "builder.viewer.worker"
NOT_RUNNING = QProcess.ProcessState.NotRunning
GRACE = 500
"""Milliseconds a process that was ended may take to be gone."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that was asked, and who wants the answer."""

    question: AnyQuestion
    then: Then


class _Running:
    """What has to end with a helper."""

    def __init__(self) -> None:
        self.process: QProcess | None = None
        self.ending: list[QProcess] = []
        self.scratch: tempfile.TemporaryDirectory[str] | None = None

    def stop(self) -> None:
        """Let the process end; one that holds a large document takes a while to be gone."""
        process, self.process = self.process, None
        self.ending = [p for p in self.ending if isValid(p) and p.state() != NOT_RUNNING]
        if process is not None and isValid(process):
            process.blockSignals(True)
            process.kill()
            self.ending.append(process)

    def end(self) -> None:
        """End the process and delete what it wrote."""
        self.stop()
        for process in self.ending:
            process.waitForFinished(GRACE)
        self.ending = []
        scratch, self.scratch = self.scratch, None
        if scratch is not None:
            scratch.cleanup()


class Helper(QObject):
    """Asks the helper process, which is started with the first question.

    A process that dies answers what was asked of it with an error; the next question starts anew.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        running = self._running = _Running()
        self._waiting: dict[int, Waiting] = {}
        self._asked = 0
        self._written: tuple[Body, str] | None = None
        self._names = count(1)
        self._decoder = msgspec.json.Decoder(Answer)
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.lastWindowClosed.connect(self.end)
        self.destroyed.connect(running.end)  # self is gone by then

    def ask(self, question: AnyQuestion, then: Then, seconds: float = 0) -> None:
        """Have a question answered; `then` gets the answer, later, in the window's thread.

        Args:
            question: What is asked.
            then: Not called once the question was dropped.
            seconds: How long it may take, after which the process is ended; 0 for as long as it
                takes.
        """
        self._asked += 1
        question = msgspec.structs.replace(question, id=self._asked)
        self._waiting[self._asked] = Waiting(question, then)
        if self._running.process is None:
            self._running.process = begin_helper(MODULE, self._read, self._died)
        self._running.process.write(msgspec.json.encode(question) + b"\n")
        if seconds:
            number = self._asked
            QTimer.singleShot(round(seconds * 1000), self, lambda: self._expire(number, seconds))

    def new_file(self) -> str:
        """A name for a file that lasts as long as this helper."""
        if self._running.scratch is None:
            self._running.scratch = tempfile.TemporaryDirectory(
                prefix="steploom-viewer-", ignore_cleanup_errors=True
            )
        return str(Path(self._running.scratch.name) / str(next(self._names)))

    def file_of(self, body: Body) -> str:
        """The file a body lies in; a small one that lies in memory only is written to one.

        Raises:
            OSError: It cannot be written.
        """
        if body.path is not None:
            return body.path
        if self._written is None or self._written[0] is not body:
            file = self.new_file()
            Path(file).write_bytes(body.data)
            self._written = body, file
        return self._written[1]

    def drop(self) -> None:
        """Forget what was asked; a process that is still busy with it is ended."""
        if self._waiting:
            self._stop()

    def end(self) -> None:
        """End the process for good; nothing asked so far is answered any more."""
        self._waiting = {}
        self._written = None
        self._running.end()

    def _stop(self) -> None:
        self._waiting = {}
        self._running.stop()

    def _read(self) -> None:
        # The process may say more after the view that asked has ended.
        while (
            isValid(self)
            and self._running.process is not None
            and self._running.process.canReadLine()
        ):
            answer = self._decoder.decode(self._running.process.readLine().data())
            waiting = self._waiting.pop(answer.id, None)
            if waiting is not None:
                waiting.then(answer)

    def _expire(self, number: int, seconds: float) -> None:
        """Answer a question that takes too long, and all after it, with an error."""
        if number in self._waiting:
            waiting = self._waiting
            self._stop()
            error = tr(
                "This took longer than {seconds} seconds and was stopped.", seconds=f"{seconds:g}"
            )
            for other, lost in waiting.items():
                lost.then(Answer(other, error=error))

    def _died(self, process: QProcess) -> None:
        if process is not self._running.process or not isValid(self):
            return
        self._running.process = None
        waiting, self._waiting = self._waiting, {}
        for number, lost in waiting.items():
            error = tr("The helper process ended while it read the body. Try again, or use Raw.")
            lost.then(Answer(number, error=error))
