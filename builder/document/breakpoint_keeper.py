"""Breakpoints survive a restart: they are written to the user's data folder, not to the flow."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from builder.document.breakpoints import Breakpoints
from builder.document.document import Document
from builder.look.language import tr
from builder.storage.breakpoints import read_breakpoints, write_breakpoints
from builder.storage.file_problem import FileProblem
from builder.storage.samples import SampleStore


class BreakpointKeeper(QObject):
    """Keeps the breakpoints of one open workflow; a workflow without a file keeps none.

    Args:
        breakpoints: What to keep.
        document: Whose breakpoints they are.
        root: The user's folder of samples, beside which they lie.
        workspace: The workspace's folder, or None.

    Signals:
        failed: They cannot be kept; why.
    """

    failed = Signal(str)

    def __init__(
        self, breakpoints: Breakpoints, document: Document, root: Path, workspace: Path | None
    ) -> None:
        super().__init__(breakpoints)
        self._breakpoints = breakpoints
        self._document = document
        self._root = root
        self._workspace = workspace
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._store = self._opened()
        breakpoints.changed.connect(self._write)
        document.path_changed.connect(self._moved)
        QTimer.singleShot(0, self, self._read)

    def _opened(self) -> SampleStore | None:
        path = self._document.path
        return None if path is None else SampleStore(self._root, self._workspace, path)

    def _read(self) -> None:
        if self._store is not None:
            self._breakpoints.restore(read_breakpoints(self._store))

    def _moved(self) -> None:
        """The workflow has another file now: they are kept for that one too."""
        self._store = self._opened()
        self._write()

    def _write(self) -> None:
        store, numbers = self._store, self._breakpoints.numbers
        if store is not None:
            self._writer.start(lambda: self._write_through(store, numbers))

    def _write_through(self, store: SampleStore, numbers: frozenset[int]) -> None:
        try:
            write_breakpoints(store, numbers)
        except FileProblem as problem:
            said = tr("The breakpoints cannot be kept for the next start: {why}", why=problem)
            self.failed.emit(said)

    def flush(self) -> None:
        """Return when everything is on the disk."""
        self._writer.waitForDone()
