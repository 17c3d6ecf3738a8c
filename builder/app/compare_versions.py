"""The versions of a workflow that can be compared, and how each is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, Signal

from builder.document.git_versions import GitVersions
from builder.look.language import tr
from builder.model.workflow import Workflow
from builder.storage.file_problem import FileProblem
from builder.storage.files import DuplicateNumbers, open_flow
from builder.storage.git import Revision

OPEN, DISK = "open", "disk"
"""Keys of the open workflow and of its file; any other key is a revision."""


class Versions(QObject):
    """What can be compared of one workflow.

    Signals:
        listed: The versions are others now: pairs of key and words.
        said: Why revisions cannot be listed or a version cannot be read; empty when all is well.
    """

    listed = Signal(object)
    said = Signal(str)

    def __init__(
        self, path: Path | None, current: Callable[[], Workflow] | None, parent: QObject
    ) -> None:
        """Know of a workflow.

        Args:
            path: Its file, if it has one.
            current: Gives it as it is open in the window; None when it is not open.
            parent: The owner.
        """
        super().__init__(parent)
        self._path = path
        self._current = current
        self._revisions: tuple[Revision, ...] = ()
        self._read: dict[str, Workflow] = {}
        self._git = None if path is None else GitVersions(path, self)
        if self._git is not None:
            self._git.listed.connect(self._list)
            self._git.failed.connect(self.said)

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """All versions that are known: key and words."""
        found = []
        if self._current is not None:
            found.append((OPEN, tr("Open in the window")))
        if self._path is not None:
            found.append((DISK, tr("File on disk")))
        return (*found, *((one.name, _words(one)) for one in self._revisions))

    def ask(self) -> None:
        """Ask git for revisions; `listed` or `said` follows."""
        if self._git is not None:
            self._git.ask()

    def read(self, key: str, then: Callable[[Workflow], None]) -> None:
        """Read a version; `then` gets it, at once or later, or `said` says why not."""
        if key == OPEN and self._current is not None:
            then(self._current())
        elif key == DISK:
            self._read_disk(then)
        elif key in self._read:
            then(self._read[key])
        elif self._git is not None:

            def keep(workflow: Workflow) -> None:
                self._read[key] = workflow
                then(workflow)

            self._git.read(key, keep)

    def _read_disk(self, then: Callable[[Workflow], None]) -> None:
        assert self._path is not None, "without a file the choice is not offered"
        try:
            workflow = open_flow(self._path).value
        except DuplicateNumbers as problem:
            workflow = problem.fixed
        except FileProblem as problem:
            self.said.emit(tr("The file on disk cannot be read. {why}", why=problem.sentence))
            return
        then(workflow)

    def _list(self, revisions: tuple[Revision, ...]) -> None:
        self._revisions = revisions
        self.listed.emit(self.choices)


def _words(revision: Revision) -> str:
    moment = QDateTime.fromSecsSinceEpoch(int(revision.moment.timestamp()))
    when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    subject = revision.subject if len(revision.subject) <= 60 else f"{revision.subject[:60]}…"
    return " · ".join(part for part in (when, subject, revision.author) if part)
