"""Outputs that are used instead of running their steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.model.step import Outcome, Step

SUMMARY = "pinned"


def pinned_outcome(step: Step, output: Any) -> Outcome:
    """What a step with a pinned output comes to; a Conditional takes the branch it names."""
    choice = output.get("selectedChoice") if isinstance(output, Mapping) else None
    chosen = (branch.field for branch in step.branches if branch.label == choice)
    return Outcome(output, SUMMARY, branch=next(chosen, None))
