"""Unsaved edits, kept in the user's data folder until they are saved or thrown away.

A journal file is two lines of JSON: what it belongs to, then the workflow. It is written whole and
atomically, so a program killed at any instant leaves a readable one. The owner holds a lock beside
it; what nobody holds is left over from a crash and can be offered.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import msgspec

from builder.lock import FileLock, is_held
from builder.model.json_text import JsonError, parse
from builder.model.workflow import Workflow
from builder.storage.atomic import write_bytes
from builder.storage.file_problem import FileProblem
from builder.storage.flow_format import DuplicateNumbers, to_workflow
from builder.storage.signature import Signature, changed
from builder.storage.source import read_bytes
from builder.storage.step_texts import StepTexts

ENDING = ".journal"


class Belongs(msgspec.Struct, frozen=True):
    """What a journal belongs to.

    Attributes:
        workspace: The workspace's folder; empty for none.
        flow: The workflow's file; empty for one that was never saved.
        name: What the user called it.
        digest: Hash of the file the edits started from; empty when there was none.
    """

    workspace: str = ""
    flow: str = ""
    name: str = ""
    digest: str = ""


class Journal:
    """The journal of one open workflow.

    Args:
        folder: The user's journal folder.
        workspace: The workspace, or None.
        flow: The workflow's file, or None for one that was never saved.
        name: What the user calls it; tells two unsaved workflows apart.
    """

    def __init__(
        self, folder: Path, workspace: Path | None, flow: Path | None, name: str = ""
    ) -> None:
        self._belongs = Belongs(
            str(workspace.resolve()) if workspace else "",
            str(flow.resolve()) if flow else "",
            name,
        )
        self.path = folder / f"{_key(self._belongs)}{ENDING}"
        self._lock = FileLock(self.path.with_suffix(".lock"))
        self._texts = StepTexts()

    def claim(self) -> bool:
        """Take the journal for this program; False when another program has it."""
        return self._lock.take()

    def text(self, workflow: Workflow, signature: Signature | None) -> bytes:
        """What `write` writes; only steps that changed since the last call are serialised.

        Args:
            workflow: The workflow with its unsaved edits.
            signature: Of the file it was opened from.

        Raises:
            JsonError: A text in it cannot be written as UTF-8.
        """
        known = msgspec.structs.replace(self._belongs, digest=signature.digest if signature else "")
        flow = self._texts.text(workflow)
        return b"%s\n%s\n" % (msgspec.json.encode(known), flow)

    def prepare(self, workflow: Workflow, seconds: float) -> bool:
        """Get a part of `text` ready ahead of time; whether all is ready. Raises as `text`."""
        return self._texts.prepare(workflow, seconds)

    def write(self, data: bytes) -> None:
        """Write what `text` gave; may be called from another thread.

        Raises:
            FileProblem: It cannot be written.
        """
        write_bytes(self.path, data, mode=0o600)

    def clear(self) -> None:
        """Nothing is unsaved any more."""
        self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """The workflow is closed; whatever was journalled stays unless it was cleared."""
        self._lock.release()


class Unsaved(msgspec.Struct, frozen=True):
    """Work that was not saved when a program ended.

    Attributes:
        path: The journal file; `discard` deletes it.
        belongs: Which workflow it is.
        workflow: The work, or None when the journal itself is damaged.
        reason: Why there is no workflow.
    """

    path: Path
    belongs: Belongs
    workflow: Workflow | None
    reason: str = ""

    @property
    def file(self) -> Path | None:
        """The workflow's file, or None for one that was never saved."""
        return Path(self.belongs.flow) if self.belongs.flow else None

    @property
    def started_from(self) -> Signature | None:
        """What the file was when the edits began; None when there was none."""
        return Signature(0, 0, 0, self.belongs.digest) if self.belongs.digest else None

    def file_changed(self) -> bool:
        """Whether the file is another one than the edits started from."""
        if self.file is None or self.started_from is None:
            return False
        return changed(self.file, self.started_from)

    def discard(self) -> None:
        """Throw the work away."""
        self.path.unlink(missing_ok=True)


def unsaved(folder: Path) -> tuple[Unsaved, ...]:
    """All journals that a program left behind, the last written first."""
    files = sorted(folder.glob(f"*{ENDING}"), key=_age)
    found = (_read(file) for file in files if not is_held(file.with_suffix(".lock")))
    return tuple(item for item in found if item is not None)


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except OSError:
        return 0.0


def _read(file: Path) -> Unsaved | None:
    """One journal; None when it is gone or says not even what it belongs to."""
    try:
        head, _, body = read_bytes(file)[0].partition(b"\n")
        belongs = msgspec.json.decode(head, type=Belongs)
    except (FileProblem, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    try:
        return Unsaved(file, belongs, to_workflow(parse(body), file))
    except DuplicateNumbers as problem:
        return Unsaved(file, belongs, problem.fixed)
    except FileProblem as problem:
        return Unsaved(file, belongs, None, problem.sentence)
    except JsonError as error:
        return Unsaved(file, belongs, None, str(error))


def _key(belongs: Belongs) -> str:
    name = msgspec.json.encode((belongs.workspace, belongs.flow, belongs.flow or belongs.name))
    return blake2b(name, digest_size=12).hexdigest()
