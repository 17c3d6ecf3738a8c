"""Outputs of the last tests and pinned outputs, local to the user's data folder.

They are kept by workspace, flow and step, a file each, and never in the flow's own file. What was
shown is what is kept: secret values are masked. A whole output too large to be shown lies beside
its sample, unless a secret value is found in it or in the File it holds.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec

from builder.model.json_text import Json, JsonError, compact, parse
from builder.private_folder import private_folder
from builder.storage.atomic import write_bytes
from builder.storage.file_problem import FileProblem, explained

ENDING = ".json"
WHOLE = ".output"
CONTENT = ".content"
FLOW = "flow"
"""Names the flow that the samples are of."""
KEPT_SECONDS = 30 * 24 * 3600
"""How long the samples of a flow are kept that is gone: its disk may come back."""
LARGEST = 64 * 1024 * 1024
"""Whole outputs larger than this are not kept; their samples are."""

Clean = Callable[[Iterable[bytes]], bool]
"""Tells whether bytes, in pieces, may be kept: no secret value is in them."""

_CHUNK = 64 * 1024


class StoredSample(msgspec.Struct, frozen=True):
    """A step's output as it is kept.

    Attributes:
        value: The output as JSON; long texts and lists are shortened.
        file: Where the whole output lies when `value` is shortened; empty otherwise.
        pinned: Whether the user pinned it.
    """

    value: Json
    file: str = ""
    pinned: bool = False


class SampleStore:
    """The samples of one flow.

    Args:
        root: The user's folder of samples.
        workspace: The workspace's folder, or None for a lone flow.
        flow: The flow's file.
    """

    def __init__(self, root: Path, workspace: Path | None, flow: Path) -> None:
        belongs = (str(workspace.resolve()) if workspace else "", str(flow.resolve()))
        key = blake2b(msgspec.json.encode(belongs), digest_size=12).hexdigest()
        self.folder = root / key
        self._flow = belongs[1]

    def take_over(self, other: SampleStore) -> None:
        """Keep what another store keeps: the flow's file was moved. Nothing here is replaced.

        Raises:
            FileProblem: It cannot be moved.
        """
        if not other.folder.is_dir() or self.folder.exists():
            return
        with explained(self.folder):
            other.folder.rename(self.folder)
            for whole in self.folder.glob(f"*{WHOLE}"):
                data = whole.read_bytes()
                moved = data.replace(other.folder.name.encode(), self.folder.name.encode())
                if moved != data:  # a File names where its content lies
                    write_bytes(whole, moved, mode=0o600)
        write_bytes(self.folder / FLOW, os.fsencode(self._flow), mode=0o600)

    def read(self) -> dict[int, StoredSample]:
        """All samples that can be read, by step; a damaged one is as good as none."""
        found: dict[int, StoredSample] = {}
        for file in sorted(self.folder.glob(f"*{ENDING}")):
            if file.stem.isdigit():
                sample = _read(file)
                if sample is not None:
                    found[int(file.stem)] = sample
        return found

    def write(self, number: int, sample: StoredSample, clean: Clean) -> None:
        """Keep a step's sample; may be called from another thread.

        Args:
            number: The step.
            sample: Its output; `file` may lie anywhere, it is taken over.
            clean: Whether a whole output may be kept.

        Raises:
            FileProblem: It cannot be written.
            JsonError: It is no JSON.
        """
        self.prepare()
        whole = self._take_over(number, Path(sample.file), clean) if sample.file else ""
        if not whole:
            self.whole(number).unlink(missing_ok=True)
        plain = {"value": sample.value, "whole": bool(whole), "pinned": sample.pinned}
        write_bytes(self.folder / f"{number}{ENDING}", compact(plain).encode(), mode=0o600)

    def prepare(self) -> None:
        """Make the folder, and note whose it is.

        Raises:
            FileProblem: It cannot be made.
        """
        with explained(self.folder):
            private_folder(self.folder)
        if not (self.folder / FLOW).exists():
            write_bytes(self.folder / FLOW, os.fsencode(self._flow), mode=0o600)

    def remove(self, number: int) -> None:
        """Forget a step's sample."""
        for ending in (ENDING, WHOLE, CONTENT):
            (self.folder / f"{number}{ending}").unlink(missing_ok=True)

    def whole(self, number: int) -> Path:
        """Where the whole output of a step lies, if it is kept."""
        return self.folder / f"{number}{WHOLE}"

    def _take_over(self, number: int, file: Path, clean: Clean) -> str:
        """Keep a whole output; where it lies now, empty when it is not kept."""
        target = self.whole(number)
        if file == target:
            return str(target) if target.exists() else ""
        try:
            data = file.read_bytes() if file.stat().st_size <= LARGEST else b""
        except OSError:
            return ""  # the run's files are gone already: the sample has to do
        if not data or not clean((data,)):
            return ""
        stored = parse(data)
        place = stored.get("file")
        if place is not None:
            content = self.folder / f"{number}{CONTENT}"
            if not _copy(Path(place["path"]), content, clean):
                return ""
            data = compact({**stored, "file": {**place, "path": str(content)}}).encode()
        write_bytes(target, data, mode=0o600)
        return str(target)


def remove_orphans(root: Path, now: float | None = None) -> None:
    """Delete the samples of flows that are gone and were not tested for a month.

    Raises:
        OSError: The folder cannot be read.
    """
    oldest = (time.time() if now is None else now) - KEPT_SECONDS
    for folder in root.iterdir():
        named = folder / FLOW
        if not named.is_file() or folder.stat().st_mtime > oldest:
            continue
        if not Path(os.fsdecode(named.read_bytes())).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _copy(source: Path, target: Path, clean: Clean) -> bool:
    """Have the same bytes under another name, by a link where that is possible, if they may be."""
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        if not clean(_chunks(source)):
            target.unlink(missing_ok=True)
            return False
        temporary.unlink(missing_ok=True)
        try:
            os.link(source, temporary)
        except OSError:
            shutil.copyfile(source, temporary)
            temporary.chmod(0o600)
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)
        return False
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _read(file: Path) -> StoredSample | None:
    try:
        plain = parse(file.read_bytes())
        whole = file.with_suffix(WHOLE)
        kept = str(whole) if plain["whole"] and whole.exists() else ""
        return StoredSample(plain["value"], kept, bool(plain["pinned"]))
    except (OSError, JsonError, KeyError, TypeError):
        return None


__all__ = ["FileProblem", "SampleStore", "StoredSample", "remove_orphans"]
