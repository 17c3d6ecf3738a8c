"""Files of one kind in a workspace, one value a file, read and written as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from builder.model.value import Value
from builder.storage.file_problem import FileProblem, explained
from builder.storage.files import ChangedOnDisk, Opened
from builder.storage.signature import Signature, changed

V = TypeVar("V", bound=Value)


class NamedFiles(Generic[V]):
    """What lies in the files, as far as it was read or written here.

    Args:
        listed: Gives the names of the files that there are.
        path_of: Gives the file of a name.
        open_file: Reads one.
        write_file: Writes one, unless something else than expected lies there.

    Attributes:
        problems: Why files cannot be read, by name; such files are never written.
        conflicts: Names whose file was changed by somebody else before it was written.
    """

    def __init__(
        self,
        listed: Callable[[], Sequence[str]],
        path_of: Callable[[str], Path],
        open_file: Callable[[Path], Opened[V]],
        write_file: Callable[[Path, V, object], Signature],
    ) -> None:
        self._listed = listed
        self.path_of = path_of
        self._open = open_file
        self._write = write_file
        self._known: dict[str, tuple[V, Signature]] = {}
        self.problems: dict[str, FileProblem] = {}
        self.conflicts: set[str] = set()

    def read(self) -> dict[str, V]:
        """All values as they lie on disk now; a file that is the same is not read again."""
        self.problems = {}
        self.conflicts = set()
        found: dict[str, tuple[V, Signature]] = {}
        for name in self._listed():
            try:
                found[name] = self._read(name)
            except FileProblem as problem:
                self.problems[name] = problem
        self._known = found
        return {name: value for name, (value, _) in found.items()}

    def _read(self, name: str) -> tuple[V, Signature]:
        path = self.path_of(name)
        known = self._known.get(name)
        if known is not None and not changed(path, known[1]):
            return known
        opened = self._open(path)
        return opened.value, opened.signature

    def write(self, wanted: Mapping[str, V]) -> dict[str, FileProblem]:
        """Write what is different from the files, delete what is gone; what could not be done."""
        faults: dict[str, FileProblem] = {}
        for name in [name for name in self._known if name not in wanted]:
            self._try(faults, name, None)
        for name, value in wanted.items():
            known = self._known.get(name)
            if known is None or known[0] is not value:
                self._try(faults, name, value)
        return faults

    def _try(self, faults: dict[str, FileProblem], name: str, value: V | None) -> None:
        try:
            self._put(name, value)
            self.conflicts.discard(name)
        except ChangedOnDisk as problem:
            faults[name] = problem
            self.conflicts.add(name)
        except FileProblem as problem:
            faults[name] = problem

    def _put(self, name: str, value: V | None) -> None:
        """Write or delete one file, unless somebody else changed it."""
        path = self.path_of(name)
        known = self._known.get(name)
        if value is None:
            if changed(path, known[1] if known else None) and path.exists():
                raise ChangedOnDisk(path)
            with explained(path):
                path.unlink(missing_ok=True)
            self._known.pop(name, None)
            return
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        expected = known[1] if known and path.exists() else None
        self._known[name] = (value, self._write(path, value, expected))

    def take_over(self, name: str) -> None:
        """Let the next `write` replace or delete what somebody else wrote."""
        path = self.path_of(name)
        known = self._known.get(name)
        try:
            opened = self._open(path)
            self._known[name] = (opened.value, opened.signature)
        except FileProblem:
            if known is not None:
                del self._known[name]
