"""What a data-driven run tells its listeners besides the events of each row's run.

`steploom run --data … --json` prints these, and between them the events of `builder.model.events`
with the number of their row added as ``"row"``.
"""

from __future__ import annotations

from typing import Any

import msgspec

from builder.model.events import Event, Failure, Status


class RowsStarted(Event, frozen=True, kw_only=True, tag="rows-started"):
    """A data-driven run began.

    Attributes:
        flow, environment: As in `RunStarted`.
        data: The file the rows come from.
        total: How many rows it holds.
        finished: How many of them an interrupted run has finished already; they are not repeated.
        failed: How many of those failed.
    """

    flow: str
    data: str
    total: int
    environment: str = ""
    finished: int = 0
    failed: int = 0


class RowFinished(Event, frozen=True, kw_only=True, tag="row-finished"):
    """The run of one row ended.

    Attributes:
        row: 1 for the first row of the data.
        line: The line of the file it stands in.
        status: succeeded or failed; cancelled when the run was stopped in the middle of the row.
        duration: Milliseconds.
        result: What a Response step ended it with, shortened like a sample.
        error, step: Why it failed, and the step it is about.
    """

    row: int
    line: int = 0
    status: Status
    duration: float = 0.0
    result: Any = None
    error: Failure | None = None
    step: int | None = None


class RowsFinished(Event, frozen=True, kw_only=True, tag="rows-finished"):
    """A data-driven run ended.

    Attributes:
        status: succeeded when every row did, failed when one did not, cancelled when stopped.
        duration: Milliseconds, without what an interrupted run had taken.
        counts: The number of rows per status, those of an interrupted run included; rows that
            were not run count as "queued".
        error: Why it ended before all rows were run, if so.
    """

    status: Status
    duration: float = 0.0
    counts: dict[str, int] = msgspec.field(default_factory=dict)
    error: Failure | None = None


RowsEvent = RowsStarted | RowFinished | RowsFinished
