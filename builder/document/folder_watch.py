"""Noticing that other programs change files in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 150
"""How long to wait after a change before telling: editors write in several moves."""


class FolderWatch(QObject):
    """Watches a folder and files in it.

    Signals:
        changed: Something was changed, made or deleted; told once for a burst of changes.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        self._watcher.directoryChanged.connect(self._settle.start)
        self._watcher.fileChanged.connect(self._settle.start)

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these and nothing else; those that do not exist are left out."""
        wanted = {str(path) for path in paths if path.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))
