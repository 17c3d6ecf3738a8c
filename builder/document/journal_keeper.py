"""Unsaved edits go into the journal within a second, so that a crash loses none."""

from __future__ import annotations

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from builder.document.flow_file import FlowFile
from builder.model.json_text import JsonError
from builder.storage.file_problem import FileProblem
from builder.storage.journal import Journal

AHEAD_MS = 25
"""Between two slices of work ahead of the first edit."""
SLICE = 0.004
"""Seconds one of them takes."""
DELAY_MS = 400
"""From the first edit to the journal; further edits meanwhile go along."""


class JournalKeeper(QObject):
    """Writes the journal of one open workflow.

    What an earlier program left in the journal stays until this one has something to write.
    The text is made here, at the cost of what changed; the disk is waited for in another thread.

    Signals:
        failed: Unsaved work cannot be journalled; why.
    """

    failed = Signal(str)

    def __init__(self, file: FlowFile, journal: Journal) -> None:
        super().__init__(file)
        self._file = file
        self._journal = journal
        self._written = False
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._write)
        self._ahead = QTimer(self, interval=AHEAD_MS)
        self._ahead.timeout.connect(self._prepare)
        self._ahead.start()
        file.document.changed.connect(self._edited)
        file.changed_on_disk.connect(self._edited)
        file.saved.connect(self._clear)

    def use(self, journal: Journal) -> None:
        """Go on in another journal: the workflow has another file now."""
        self._clear()
        self._journal.close()
        self._journal = journal
        if self._file.edited:
            self._edited()

    def adopt(self) -> None:
        """What an earlier program left in the journal is in the document now."""
        self._written = True

    def close(self) -> None:
        """The tab closes and nothing of it is to be kept."""
        self._clear()
        self._journal.close()

    def _prepare(self) -> None:
        """Get texts ready while nothing happens, so that a first edit of a large flow is quick."""
        try:
            ready = self._journal.prepare(self._file.document.workflow, SLICE)
        except JsonError:
            ready = True  # `_write` says so when there is something to lose.
        if ready:
            self._ahead.stop()

    def _edited(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _write(self) -> None:
        if not self._file.edited:
            self._clear()
            return
        try:
            data = self._journal.text(self._file.document.workflow, self._file.signature)
        except JsonError as error:
            self.failed.emit(str(error))
            return
        self._written = True
        self._writer.start(lambda: self._write_through(data))

    def _write_through(self, data: bytes) -> None:
        try:
            self._journal.write(data)
        except FileProblem as problem:
            self.failed.emit(problem.sentence)

    def _clear(self) -> None:
        self._timer.stop()
        self._writer.waitForDone()
        if self._written:
            self._journal.clear()
            self._written = False
