"""Searches a workspace: open workflows here in slices, all other files in another process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, QProcess, QTimer, Signal
from shiboken6 import isValid

from builder.document.helper_process import begin_helper
from builder.look.language import tr
from builder.model.search import Hit, Question, in_workflow, named
from builder.model.workflow import Workflow
from builder.storage.search import FLOW, MOST_IN_FILE, FileHits
from builder.storage.search_process import Answered, Asked

MODULE = "builder.storage.search_process"
SLICE = 0.006
"""Seconds of searching between two looks at what the user does."""
GRACE_MS = 500
"""How long a process that was ended may take to be gone."""


class Summary(msgspec.Struct, frozen=True):
    """How a search ended.

    Attributes:
        searched: Files that were looked at.
        cut: Whether there is more than was told.
        error: Why it could not be finished; empty when it was.
    """

    searched: int
    cut: bool = False
    error: str = ""


class WorkspaceSearch(QObject):
    """Answers one question at a time; a new one takes the place of the one before.

    Signals:
        found: A `FileHits`, each file once, open workflows first.
        finished: The `Summary`.
    """

    found = Signal(object)
    finished = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._process: QProcess | None = None
        self._number = 0
        self._open = 0
        self._slices: Iterator[FileHits | None] = iter(())
        self._summary: Summary | None = None
        self._decoder = msgspec.json.Decoder(Answered)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._search_on)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.end)
        self.destroyed.connect(self.end)

    def ask(self, question: Question, shown: Mapping[str, Workflow]) -> None:
        """Begin a search.

        Args:
            question: What to find.
            shown: Open workflows by path relative to the workspace (or by title, without a file);
                they are searched as they are here, not as their files are.
        """
        self._begin(question, shown)
        process = self.prepare()
        asked = Asked(self._number, str(self._folder), question, tuple(shown))
        process.write(msgspec.json.encode(asked) + b"\n")

    def prepare(self) -> QProcess:
        """Start the process, so that it is there when somebody has typed."""
        self._process = self._process or begin_helper(MODULE, self._read, self._died)
        return self._process

    def look_through(self, question: Question, shown: Mapping[str, Workflow]) -> None:
        """Begin a search of open workflows alone; as `ask`."""
        self._begin(question, shown)
        self._summary = Summary(self._open)

    def _begin(self, question: Question, shown: Mapping[str, Workflow]) -> None:
        self._number += 1
        self._summary = None
        self._open = len(shown)
        self._slices = _searched(question, dict(shown))
        self._timer.start()

    def drop(self) -> None:
        """Nothing that was asked is wanted any more."""
        self._number += 1
        self._timer.stop()

    def end(self) -> None:
        """End the process; what was asked is not answered any more."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(GRACE_MS)

    def _search_on(self) -> None:
        """Search open workflows for a slice of time."""
        until = monotonic() + SLICE
        for file in self._slices:
            if file is not None:
                self.found.emit(file)
            if monotonic() > until:
                return
        self._timer.stop()
        self._end_when_all_is_told()

    def _read(self) -> None:
        # The process may say more after the view that asked has ended.
        while isValid(self) and self._process is not None and self._process.canReadLine():
            part = self._decoder.decode(self._process.readLine().data())
            if part.id != self._number:
                continue
            if part.file is not None:
                self.found.emit(part.file)
            if part.done:
                self._summary = Summary(part.searched + self._open, part.cut)
                self._end_when_all_is_told()

    def _end_when_all_is_told(self) -> None:
        if self._summary is not None and not self._timer.isActive():
            summary, self._summary = self._summary, None
            self.finished.emit(summary)

    def _died(self, process: QProcess) -> None:
        if not isValid(self) or process is not self._process:
            return
        self._process = None
        error = tr("The process that searches the files ended. Search again.")
        self._summary = Summary(self._open, error=error)
        self._end_when_all_is_told()


def _searched(question: Question, shown: Mapping[str, Workflow]) -> Iterator[FileHits | None]:
    for name, workflow in shown.items():
        own = named(question, name.rpartition("/")[2].removesuffix(".flow.json"))
        hits: list[Hit] = [] if own is None else [own]
        for hit in in_workflow(question, workflow):
            if hit is None:
                yield None
            elif len(hits) < MOST_IN_FILE:
                hits.append(hit)
        if hits:
            yield FileHits(FLOW, name, tuple(hits))
