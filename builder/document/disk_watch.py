"""One watch over all open files: what others write is looked at file by file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer
from shiboken6 import isValid

from builder.document.document import Document

SETTLE_MS = 150
"""How long to wait after a change on disk before looking: editors write in several moves."""
LONGEST_MS = 1_000
"""How long to wait at most while changes go on, as when a branch of many files is switched."""


class OpenFile(Protocol):
    """An open workflow that has a file, or will have one."""

    @property
    def document(self) -> Document:
        """The workflow, whose path is the file's."""
        ...

    def look_at_disk(self) -> None:
        """See whether the file is still what was read from it."""
        ...


class DiskWatch(QObject):
    """Watches the files of open workflows and their folders.

    A burst of changes is looked at once, one file between two turns of the event loop, so that
    200 files that change together never hold the window up.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._files: list[OpenFile] = []
        self._left: Iterator[OpenFile] = iter(())
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self._begin)
        self._longest.timeout.connect(self._begin)
        self._next.timeout.connect(self._look)
        self._watcher.fileChanged.connect(self._changed)
        self._watcher.directoryChanged.connect(self._changed)

    def add(self, file: OpenFile) -> None:
        """Look after one more file."""
        self._files.append(file)
        self.look_again()

    def remove(self, file: OpenFile) -> None:
        """A file is not open any more."""
        self._files.remove(file)
        self.look_again()

    def look_again(self) -> None:
        """Watch the files where they lie now; one that was replaced has to be watched anew."""
        paths = [file.document.path for file in self._files if file.document.path is not None]
        wanted = {str(path) for path in paths if path.exists()}
        wanted |= {str(path.parent) for path in paths if path.parent.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if stale := watched - wanted:
            self._watcher.removePaths(sorted(stale))
        if fresh := wanted - watched:
            self._watcher.addPaths(sorted(fresh))

    def _changed(self) -> None:
        if not self._longest.isActive():
            self._longest.start()
        self._settle.start()

    def _begin(self) -> None:
        self._settle.stop()
        self._longest.stop()
        self.look_again()
        self._left = iter(tuple(self._files))
        self._look()

    def _look(self) -> None:
        file = next(self._left, None)
        if file is not None:
            if isValid(file):
                file.look_at_disk()
            self._next.start()
