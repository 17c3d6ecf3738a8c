"""A document and its file: open, save, and notice that somebody else changed it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from builder.document.document import Document
from builder.look.language import tr
from builder.model.workflow import Workflow
from builder.steps import EventTrigger
from builder.storage.files import ChangedOnDisk, FileProblem, open_flow, write_flow
from builder.storage.signature import Signature, changed
from builder.storage.signature import signature as read_signature

SETTLE_MS = 150
"""How long to wait after a change on disk before looking: editors write in several moves."""


class FlowFile(QObject):
    """The open workflow of one tab and the file it came from.

    Attributes:
        document: The workflow with its history.
        signature: What was last read from or written to the file; None for a new workflow.

    Signals:
        changed_on_disk: The file is not what was read or written here; edits are untouched.
        saved: The file was written.
    """

    changed_on_disk = Signal()
    saved = Signal()

    def __init__(
        self, document: Document, signature: Signature | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.signature = signature
        document.setParent(self)
        self._told: Signature | None = None
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.look_at_disk)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)
        self._watch()

    @classmethod
    def open(cls, path: Path, parent: QObject | None = None) -> FlowFile:
        """Open a workflow file. Nothing runs and nothing touches the network.

        Raises:
            FileProblem: The file cannot be read or is no workflow.
        """
        opened = open_flow(path)
        return cls(Document(opened.value, path), opened.signature, parent)

    @classmethod
    def new(cls, path: Path | None = None, title: str = "Untitled") -> FlowFile:
        """A workflow that has only a trigger and, so far, no file."""
        return cls(Document(Workflow(trigger=EventTrigger()), path, title=title), None)

    @property
    def edited(self) -> bool:
        """Whether there are edits that the file does not have."""
        return not self.document.history.isClean()

    def save(self, path: Path | None = None, overwrite: bool = False) -> None:
        """Write the workflow to its file, or to another one from now on.

        Args:
            path: Another file; None for the document's own.
            overwrite: Replace what somebody else has written there meanwhile.

        Raises:
            ChangedOnDisk: Somebody else changed the file and `overwrite` is off.
            FileProblem: It cannot be written.
            ValueError: There is no path.
        """
        target = path or self.document.path
        if target is None:
            raise ValueError("a workflow without a file needs a path to be saved")
        self.document.end_merge()
        if overwrite or target != self.document.path:
            self.signature = write_flow(target, self.document.workflow)
        else:
            self.signature = write_flow(target, self.document.workflow, expected=self.signature)
        self._told = None
        if target != self.document.path:
            self.document.set_path(target)
        self._watch()
        self.document.history.setClean()
        self.saved.emit()

    def reload(self) -> None:
        """Take what lies on disk as one undoable edit.

        Raises:
            FileProblem: The file cannot be read or is no workflow any more.
        """
        if self.document.path is None:
            return
        opened = open_flow(self.document.path)
        self.document.edit(tr("Reload from disk"), opened.value)
        self.signature = opened.signature
        self.document.history.setClean()
        self._watch()

    def keep_mine(self) -> None:
        """Go on with the edits here; the next save replaces what lies on disk."""
        path = self.document.path
        if path is not None:
            self.signature = read_signature(path)
        self.document.history.resetClean()

    def look_at_disk(self) -> None:
        """Say once when the file differs from what was last read or written."""
        path = self.document.path
        if path is None or self.signature is None:
            return
        self._watch()
        if changed(path, self.signature):
            current = read_signature(path)
            if current is None or current != self._told:
                self._told = current
                self.changed_on_disk.emit()

    def _watch(self) -> None:
        """Watch file and folder; a file that was replaced has to be watched anew."""
        path = self.document.path
        if path is None:
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        wanted = {str(p) for p in (path, path.parent) if p.exists()}
        if stale := watched - wanted:
            self._watcher.removePaths(list(stale))
        if fresh := wanted - watched:
            self._watcher.addPaths(list(fresh))


__all__ = ["ChangedOnDisk", "FileProblem", "FlowFile"]
