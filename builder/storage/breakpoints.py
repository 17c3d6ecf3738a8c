"""Breakpoints of a flow, local to the user's data folder, beside the flow's samples."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from builder.storage.atomic import write_bytes
from builder.storage.file_problem import explained
from builder.storage.samples import SampleStore

NAME = "breakpoints"
"""The file, a JSON list of step numbers; there is none without breakpoints."""


def read_breakpoints(store: SampleStore) -> frozenset[int]:
    """The steps before which runs pause; none when they cannot be read."""
    try:
        return frozenset(msgspec.json.decode((store.folder / NAME).read_bytes(), type=list[int]))
    except (OSError, msgspec.MsgspecError):
        return frozenset()


def write_breakpoints(store: SampleStore, numbers: Collection[int]) -> None:
    """Keep the steps before which runs pause; may be called from another thread.

    Raises:
        FileProblem: They cannot be written.
    """
    file = store.folder / NAME
    if not numbers:
        with explained(file):
            file.unlink(missing_ok=True)
        return
    store.prepare()
    write_bytes(file, msgspec.json.encode(sorted(numbers)), mode=0o600)
