"""The window's side of the helper process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QProcess
from shiboken6 import isValid

from builder.viewer.questions import Answer, AnyQuestion

Then = Callable[[Answer], None]
GRACE = 500
"""Milliseconds a process that was ended may take to be gone."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that was asked, and who wants the answer."""

    question: AnyQuestion
    then: Then


class Helper(QObject):
    """Asks the helper process, which is started with the first question.

    A process that dies answers what was asked of it with an error; the next question starts anew.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._waiting: dict[int, Waiting] = {}
        self._asked = 0
        self._decoder = msgspec.json.Decoder(Answer)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.end)
        self.destroyed.connect(self.end)

    def ask(self, question: AnyQuestion, then: Then) -> None:
        """Have a question answered; `then` gets the answer, later, in the window's thread."""
        self._asked += 1
        question = msgspec.structs.replace(question, id=self._asked)
        self._waiting[self._asked] = Waiting(question, then)
        if self._process is None:
            self._process = self._start()
        self._process.write(msgspec.json.encode(question) + b"\n")

    def drop(self) -> None:
        """Forget what was asked; a process that is still busy with it is ended."""
        if self._waiting:
            self.end()

    def end(self) -> None:
        """End the process; nothing asked so far is answered any more."""
        self._waiting = {}
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(GRACE)

    def _start(self) -> QProcess:
        process = QProcess()
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(lambda: self._died(process))
        process.errorOccurred.connect(lambda: self._died(process))
        process.start(sys.executable, ["-m", "builder.viewer.worker"])
        return process

    def _read(self) -> None:
        # The process may say more after the view that asked has ended.
        while isValid(self) and self._process is not None and self._process.canReadLine():
            answer = self._decoder.decode(self._process.readLine().data())
            waiting = self._waiting.pop(answer.id, None)
            if waiting is not None:
                waiting.then(answer)

    def _died(self, process: QProcess) -> None:
        if process is not self._process or not isValid(self):
            return
        self._process = None
        waiting, self._waiting = self._waiting, {}
        for number, lost in waiting.items():
            error = "The helper process ended while it read the body. Try again, or use Raw."
            lost.then(Answer(number, error=error))
