"""What is wrong with a workflow, said while editing and by `steploom check`."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """An error stops a run before it starts; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong.

    Attributes:
        message: What is wrong and what to do, one sentence or two.
        step: Number of the step, or None when it is about the whole file.
        field: Dotted place inside the step ("headers.1.value"); empty for the step as a whole.
        severity: Whether it stops a run.
    """

    message: str
    step: int | None = None
    field: str = ""
    severity: Severity = Severity.ERROR
