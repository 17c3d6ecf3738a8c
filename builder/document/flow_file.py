"""A document and its file: open, save, and notice that somebody else changed it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from builder.document.disk_watch import DiskWatch
from builder.document.document import Document
from builder.look.language import tr
from builder.model.sharing import sharing
from builder.model.workflow import Workflow
from builder.steps import EventTrigger
from builder.storage.files import ChangedOnDisk, FileProblem, open_flow, write_flow
from builder.storage.signature import Signature, changed
from builder.storage.signature import signature as read_signature


class FlowFile(QObject):
    """The open workflow of one tab and the file it came from.

    A file that others change is taken over at once while there are no edits here, as one undoable
    edit; otherwise that is only said.

    Attributes:
        document: The workflow with its history.
        fault: Why the file cannot be read as it lies on disk now; empty when that is not so.
        signature: What was last read from or written to the file; None for a new workflow.
        gone: Whether the file was deleted by somebody else; what is here is all there is.

    Signals:
        changed_on_disk: The file is not what was read or written here, or is gone, or cannot be
            read any more; what is here is untouched.
        settled: What `changed_on_disk` said does not hold any more.
        reloaded: What lies on disk was taken over.
        saved: The file was written.
    """

    changed_on_disk = Signal()
    settled = Signal()
    reloaded = Signal()
    saved = Signal()

    def __init__(
        self,
        document: Document,
        signature: Signature | None,
        parent: QObject | None = None,
        watch: DiskWatch | None = None,
    ) -> None:
        """Begin with a workflow.

        Args:
            document: It.
            signature: Of the file it was read from.
            parent: The owner.
            watch: Tells of changes on disk, for all open files; without one it has its own.
        """
        super().__init__(parent)
        self.document = document
        self.signature = signature
        self.gone = False
        self.fault = ""
        document.setParent(self)
        self._told: Signature | None = None
        self._watch = watch or DiskWatch(self)
        self._watch.add(self)

    @classmethod
    def open(
        cls, path: Path, parent: QObject | None = None, watch: DiskWatch | None = None
    ) -> FlowFile:
        """Open a workflow file. Nothing runs and nothing touches the network.

        Raises:
            FileProblem: The file cannot be read or is no workflow.
        """
        opened = open_flow(path)
        return cls(Document(opened.value, path), opened.signature, parent, watch)

    @classmethod
    def new(
        cls, path: Path | None = None, title: str = "Untitled", watch: DiskWatch | None = None
    ) -> FlowFile:
        """A workflow that has only a trigger and, so far, no file."""
        document = Document(Workflow(trigger=EventTrigger()), path, title=title)
        return cls(document, None, watch=watch)

    @property
    def edited(self) -> bool:
        """Whether there are edits that the file does not have."""
        return self.gone or not self.document.history.isClean()

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
            expected = None if self.gone or not target.exists() else self.signature
            self.signature = write_flow(target, self.document.workflow, expected=expected)
        if target != self.document.path:
            self.document.set_path(target)
        self._in_step()
        self.saved.emit()

    def moved(self, path: Path) -> None:
        """The file lies elsewhere now, as it was."""
        self.document.set_path(path)
        self._watch.look_again()

    def reload(self) -> None:
        """Take what lies on disk as one undoable edit.

        Raises:
            FileProblem: The file cannot be read or is no workflow any more.
        """
        if self.document.path is None:
            return
        opened = open_flow(self.document.path)
        before = self.document.workflow
        if opened.value != before:
            self.document.end_merge()
            self.document.edit(tr("Reload from disk"), sharing(before, opened.value))
        self.signature = opened.signature
        self._in_step()
        self.reloaded.emit()

    def keep_mine(self) -> None:
        """Go on with the edits here; the next save replaces what lies on disk."""
        path = self.document.path
        if path is not None:
            self.signature = read_signature(path)
            self.gone = False
        self.document.history.resetClean()

    def began_with(self, signature: Signature) -> None:
        """Hold the edits here for edits of that version: what lies on disk is somebody else's."""
        self.signature = signature
        self.look_at_disk()

    def look_at_disk(self) -> None:
        """Take over what others wrote, or say once that it differs."""
        path = self.document.path
        if path is None or self.signature is None:
            return
        if not changed(path, self.signature):
            self._come_back()
            return
        current = read_signature(path)
        if current is None:
            self._disappear(path)
        elif current != self._told:
            self._told = current
            self._take_over()

    def _take_over(self) -> None:
        """Reload when nothing is lost with that, else say that the file is another one."""
        self.gone, self.fault = False, ""
        if self.document.history.isClean():
            try:
                self.reload()
                return
            except FileProblem as problem:
                self.fault = problem.sentence
        self.changed_on_disk.emit()

    def _disappear(self, path: Path) -> None:
        if not self.gone and not path.exists():
            self.gone, self._told = True, None
            self.changed_on_disk.emit()

    def _come_back(self) -> None:
        """The file is what it was here."""
        if self.gone or self._told is not None:
            self.gone, self._told, self.fault = False, None, ""
            self.settled.emit()

    def _in_step(self) -> None:
        """The file and what is here are the same."""
        self.gone, self._told, self.fault = False, None, ""
        self._watch.look_again()
        self.document.history.setClean()
        self.settled.emit()


__all__ = ["ChangedOnDisk", "FileProblem", "FlowFile"]
