"""How far each step of the last run got, as the canvas reads it, and which way the run took."""

from __future__ import annotations

from enum import Enum

from builder.canvas.geometry import Edge
from builder.document.step_state import States
from builder.model.events import Status
from builder.model.step import Step

PASSED = frozenset({Status.RUNNING, Status.SUCCEEDED, Status.FAILED, Status.WAITING})
"""The run came to a step with one of these."""
LEFT_OUT = frozenset({Status.SKIPPED, Status.CANCELLED})


class Trace(Enum):
    """What a run made of an edge."""

    OPEN = "open"
    TAKEN = "taken"
    LEFT = "left"


def trace(edge: Edge, states: States) -> Trace:
    """Whether the run went along an edge; open while that is not known."""
    if not states:
        return Trace.OPEN
    status = _status(edge.source, states)
    if status is None or status is Status.QUEUED:
        return Trace.OPEN
    if status not in PASSED:
        return Trace.LEFT
    if edge.target is not None:
        return _trace_to(_status(edge.target, states))
    if status not in (Status.SUCCEEDED, Status.FAILED):
        return Trace.OPEN
    if edge.branch:
        return _trace_of_branch(edge, states)
    return Trace.TAKEN if status is Status.SUCCEEDED else Trace.LEFT


def left_out(step: Step, states: States) -> bool:
    """Whether the run went past a step."""
    state = states.get(step.number)
    return state is not None and state.status in LEFT_OUT


def _status(step: Step, states: States) -> Status | None:
    """A step without a state of its own counts as passed when it is what the run started with."""
    state = states.get(step.number)
    if state is not None:
        return state.status
    return Status.SUCCEEDED if step.group == "Triggers" else None


def _trace_to(status: Status | None) -> Trace:
    if status is None or status is Status.QUEUED:
        return Trace.OPEN
    return Trace.TAKEN if status in PASSED else Trace.LEFT


def _trace_of_branch(edge: Edge, states: States) -> Trace:
    """Whether a step chose an empty branch: it ended by saying the branch's label.

    A Fan Out has no other; for a step inside one nothing is known, as items may have gone both
    ways.
    """
    state = states.get(edge.source.number)
    branch = next(b for b in edge.source.branches if b.field == edge.branch)
    if branch.each:
        return Trace.TAKEN
    if state is None or state.finished is None:
        return Trace.OPEN
    return Trace.TAKEN if state.finished.summary == branch.label else Trace.LEFT
