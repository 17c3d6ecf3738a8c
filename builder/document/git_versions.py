"""Earlier versions of a file, asked of the program `git` without holding the window up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from shiboken6 import isValid

from builder.look.language import tr
from builder.model.workflow import Workflow
from builder.storage import git
from builder.storage.file_problem import FileProblem
from builder.storage.git import GitCall

LONGEST_MS = 20_000
"""How long git may take."""

Answered = Callable[[bytes], None]


class GitVersions(QObject):
    """The versions of one file.

    Signals:
        listed: All `Revision`s of the file, the latest first.
        failed: Why there are none, or why one cannot be read.
    """

    listed = Signal(object)
    failed = Signal(str)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path

    def ask(self) -> None:
        """Ask for the revisions of the file; `listed` or `failed` follows."""

        def answered(data: bytes) -> None:
            found = git.revisions(data)
            if found:
                self.listed.emit(found)
            else:
                self.failed.emit(tr("The file has not been committed yet."))

        self._run(git.revisions_call(self._path), answered)

    def read(self, revision: str, then: Callable[[Workflow], None]) -> None:
        """Read the file as it was in a revision; `then` gets it, or `failed` says why not.

        Raises:
            ValueError: That is no name of a revision.
        """

        def answered(data: bytes) -> None:
            try:
                workflow = git.version(data, self._path)
            except FileProblem as problem:
                self.failed.emit(problem.sentence)
            else:
                then(workflow)

        self._run(git.version_call(self._path, revision), answered)

    def _run(self, call: GitCall | None, answered: Answered) -> None:
        if call is None:
            self.failed.emit(tr("git is not installed, so earlier versions cannot be read."))
            return
        process = QProcess(self)
        environment = QProcessEnvironment()
        for key, value in call.environment.items():
            environment.insert(key, value)
        process.setProcessEnvironment(environment)
        process.setWorkingDirectory(call.folder)
        process.setProgram(call.program)
        process.setArguments(list(call.arguments))
        process.finished.connect(lambda code: self._ended(process, code, answered))
        process.errorOccurred.connect(lambda error: self._broken(process, error))
        process.start()
        process.closeWriteChannel()
        QTimer.singleShot(LONGEST_MS, process, process.kill)

    def _ended(self, process: QProcess, code: int, answered: Answered) -> None:
        if not isValid(self):
            return
        if process.exitStatus() is QProcess.ExitStatus.CrashExit:
            self.failed.emit(tr("git took too long and was ended."))
        elif code:
            said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
            self.failed.emit(git.refusal(said))
        else:
            answered(bytes(process.readAllStandardOutput().data()))
        process.deleteLater()

    def _broken(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and isValid(self):
            self.failed.emit(tr("git cannot be started: {why}", why=process.errorString()))
            process.deleteLater()
