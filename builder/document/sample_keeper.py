"""Samples and pins survive a restart: they are written to the user's data folder as they come."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from builder.document.document import Document
from builder.document.samples import Sample, Samples
from builder.look.language import tr
from builder.model.json_text import JsonError
from builder.model.masking import Masker
from builder.storage.file_problem import FileProblem
from builder.storage.samples import SampleStore, StoredSample

DELAY_MS = 300
"""From a new sample to the disk; further ones meanwhile go along."""


class SampleKeeper(QObject):
    """Keeps the samples of one open workflow; a workflow without a file keeps none.

    Args:
        samples: What to keep.
        document: Whose samples they are.
        root: The user's folder of samples.
        workspace: The workspace's folder, or None.
        secrets: The secret values that must not be in a whole output that is kept.

    Signals:
        failed: A sample cannot be kept; why.
        read: What was kept, by step; from the thread that reads it.
    """

    failed = Signal(str)
    read = Signal(object)

    def __init__(
        self,
        samples: Samples,
        document: Document,
        root: Path,
        workspace: Path | None,
        secrets: Callable[[], Collection[str]],
    ) -> None:
        super().__init__(samples)
        self._samples = samples
        self._document = document
        self._root = root
        self._workspace = workspace
        self._secrets = secrets
        self._waiting: set[int] = set()
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._write)
        self._store = self._opened()
        samples.stored.connect(self._changed)
        document.path_changed.connect(self._moved)
        self.read.connect(self._restore)
        QTimer.singleShot(0, self, self._read)

    def _opened(self) -> SampleStore | None:
        path = self._document.path
        return None if path is None else SampleStore(self._root, self._workspace, path)

    def _read(self) -> None:
        """Let the other thread read what an earlier start kept."""
        store = self._store
        if store is not None:
            self._writer.start(lambda: self._read_through(store))

    def _read_through(self, store: SampleStore) -> None:
        found = store.read()
        if isValid(self):  # the workflow may have been closed meanwhile
            self.read.emit(found)

    def _restore(self, found: dict[int, StoredSample]) -> None:
        if found:
            self._samples.restore(
                {
                    number: Sample(stored.value, file=stored.file, pinned=stored.pinned, path=path)
                    for number, stored in found.items()
                    for path in (self._samples.path_of(number),)
                }
            )

    def _moved(self) -> None:
        """The workflow has another file now: everything is kept for that one too."""
        self.flush()
        self._store = self._opened()
        self._changed(tuple(self._samples.all()))

    def _changed(self, numbers: tuple[int, ...]) -> None:
        self._waiting.update(numbers)
        if self._store is not None and not self._timer.isActive():
            self._timer.start()

    def _write(self) -> None:
        """Hand what waits to the other thread, as plain values."""
        store = self._store
        if store is None:
            return
        numbers, self._waiting = self._waiting, set()
        samples = {number: self._samples.kept(number) for number in numbers}
        masker = Masker(self._secrets())
        self._writer.start(lambda: self._write_through(store, samples, masker))

    def _write_through(
        self, store: SampleStore, samples: dict[int, StoredSample | None], masker: Masker
    ) -> None:
        try:
            for number, sample in samples.items():
                if sample is None:
                    store.remove(number)
                else:
                    store.write(number, sample, lambda chunks: not any(masker.finds(chunks)))
        except (FileProblem, OSError) as problem:
            self.failed.emit(
                tr("The last outputs cannot be kept for the next start: {why}", why=problem)
            )
        except JsonError as error:
            self.failed.emit(tr("An output cannot be kept for the next start: {why}", why=error))

    def flush(self) -> None:
        """Write what waits, and return when it is on the disk."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()
        self._writer.waitForDone()
