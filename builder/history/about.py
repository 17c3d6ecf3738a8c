"""What is kept of how a run was started, enough to start it again with the same input."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from builder import __version__


@dataclass(frozen=True, slots=True)
class About:
    """How a run was started.

    Attributes:
        workflow: As it stands in a file; literals in password-like fields are left out.
        event: What the trigger was given; None for its own example.
        flow_path: The workflow's file; empty when it has none.
        workspace: The workspace's folder; empty for a lone flow.
        part: Which part of the workflow ran, in words ("up to step 3"); empty for all.
        data: Of a data-driven run the file of its rows; empty for other runs.
        key: What the run is known by, and its folder called.
        version: The program's.
    """

    workflow: Mapping[str, Any]
    event: Any = None
    flow_path: str = ""
    workspace: str = ""
    part: str = ""
    data: str = ""
    key: str = field(default_factory=lambda: token_hex(8))
    version: str = __version__


def row_key(key: str, row: int) -> str:
    """What the run of a row is known by.

    Args:
        key: Of the data-driven run.
        row: From 1.
    """
    return f"{key}/{row}"


def part_text(only: int | None = None, upto: int | None = None, start: int | None = None) -> str:
    """Which part of a workflow a run is of; empty for all of it."""
    if only is not None:
        return f"step {only}"
    words = []
    if start is not None:
        words.append(f"from step {start}")
    if upto is not None:
        words.append(f"up to step {upto}")
    return " ".join(words)


def part_numbers(part: str) -> dict[str, int]:
    """The arguments `part_text` was called with."""
    if alone := re.fullmatch(r"step (\d+)", part):
        return {"only": int(alone[1])}
    words = {"from": "start", "up to": "upto"}
    found = re.findall(r"(from|up to) step (\d+)", part)
    return {words[word]: int(number) for word, number in found}


def without_literals(plain: Any) -> Any:
    """Data of a workflow's file without what stands in password-like fields as it is."""
    if isinstance(plain, Mapping):
        if set(plain) == {"literal"}:
            return ""
        return {key: without_literals(value) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [without_literals(item) for item in plain]
    return plain
