"""What the arguments of a data-driven run say, and which of them do not go together."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.engine.rows.running import RowsPlan

MOST_AT_ONCE = 1_000
"""Rows that may run at the same time."""


class WrongOptions(ValueError):
    """Arguments that do not go together; `str()` says which and what to do."""


@dataclass(frozen=True, slots=True)
class DataOptions:
    """A data-driven run.

    Attributes:
        path: The file of rows.
        plan: How many at once, and whether the first failure ends it.
        per_second: At most so many requests a second over all rows; 0 for as many as go.
        resume: Whether an interrupted run is to be gone on with.
    """

    path: Path
    plan: RowsPlan
    per_second: float
    resume: bool


def data_options(options: argparse.Namespace) -> DataOptions | None:
    """What `--data` and what belongs to it say; None without `--data`.

    Raises:
        WrongOptions: Something does not go together, or is out of bounds.
    """
    if options.data is None:
        _refuse_alone(options)
        return None
    if options.event is not None:
        raise WrongOptions(
            "--event and --data exclude each other: each row of the data is the event of one run."
        )
    from builder.engine.rows.running import RowsPlan  # most runs have no data

    at_once = 1 if options.at_once is None else options.at_once
    if not 1 <= at_once <= MOST_AT_ONCE:
        raise WrongOptions(f"--at-once {at_once}: from 1 to {MOST_AT_ONCE:,} rows run at once.")
    per_second = options.per_second or 0.0
    if options.per_second is not None and not 0 < per_second < 1e6:
        raise WrongOptions(f"--per-second {per_second:g}: it must be more than 0.")
    return DataOptions(options.data, RowsPlan(at_once, options.bail), per_second, options.resume)


def _refuse_alone(options: argparse.Namespace) -> None:
    given = (
        ("--at-once", options.at_once is not None),
        ("--per-second", options.per_second is not None),
        ("--bail", options.bail),
        ("--resume", options.resume),
    )
    for name, is_given in given:
        if is_given:
            raise WrongOptions(f"{name} belongs to --data FILE, which is missing.")
