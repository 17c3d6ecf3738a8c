"""Which edges a run took."""

import pytest

from builder.canvas.geometry import Area
from builder.canvas.layout import lay_out
from builder.canvas.scene import edges
from builder.canvas.states import Trace, left_out, trace
from builder.document.step_state import StepState
from builder.model.events import Status, StepFinished
from builder.model.workflow import Workflow
from builder.steps import Conditional, EventTrigger, FanOut, Request


def ended(status: Status, summary: str = "") -> StepState:
    return StepState(status, finished=StepFinished(step=1, status=status, summary=summary))


def request(number: int) -> Request:
    return Request(kind="request", number=number)


FLOW = Workflow(
    trigger=EventTrigger(kind="event", number=1),
    steps=(
        Conditional(kind="conditional", number=2, yes=(request(3),), no=(request(4),)),
        Conditional(kind="conditional", number=5, yes=(request(6),)),
        request(7),
    ),
)
STATES = {
    2: ended(Status.SUCCEEDED, "Yes"),
    3: ended(Status.SUCCEEDED, "200 · 3 ms"),
    4: ended(Status.SKIPPED),
    5: ended(Status.SUCCEEDED, "No"),
    6: ended(Status.SKIPPED),
    7: StepState(),
}


def traces(states: dict[int, StepState]) -> dict[tuple[int, int | None, str], Trace]:
    found = edges(lay_out(FLOW), Area(-1e6, -1e6, 1e6, 1e6))
    return {
        (edge.source.number, edge.target.number if edge.target else None, edge.branch): trace(
            edge, states
        )
        for edge in found
    }


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ((1, 2, ""), Trace.TAKEN),
        ((2, 3, "yes"), Trace.TAKEN),
        ((2, 4, "no"), Trace.LEFT),
        ((3, None, ""), Trace.TAKEN),
        ((4, None, ""), Trace.LEFT),
        ((5, 6, "yes"), Trace.LEFT),
        ((5, None, "no"), Trace.TAKEN),
        ((5, 7, ""), Trace.OPEN),
        ((7, None, ""), Trace.OPEN),
    ],
)
def test_taken_and_left(edge: tuple[int, int | None, str], expected: Trace) -> None:
    assert traces(STATES)[edge] is expected


def test_without_a_run_every_edge_is_open() -> None:
    assert set(traces({}).values()) == {Trace.OPEN}


def test_the_way_after_a_failed_last_step_is_left() -> None:
    assert traces({7: ended(Status.FAILED)})[7, None, ""] is Trace.LEFT


def test_skipped_and_cancelled_steps_are_left_out() -> None:
    assert left_out(request(4), STATES)
    assert not left_out(request(3), STATES)
    assert not left_out(request(99), STATES)


def test_empty_branches_of_and_inside_fan_outs() -> None:
    """A Fan Out has one way only; inside, items may have gone either way."""
    inner = Conditional(kind="conditional", number=3)
    workflow = Workflow(
        trigger=EventTrigger(kind="event", number=1),
        steps=(FanOut(kind="fan_out", number=2, each=(inner,)), FanOut(kind="fan_out", number=4)),
    )
    states = {
        2: ended(Status.SUCCEEDED, "2 items"),
        3: StepState(Status.SUCCEEDED, 0.0, inside=2),
        4: ended(Status.SUCCEEDED, "2 items"),
    }
    found = [
        (edge.source.number, edge.branch, trace(edge, states))
        for edge in edges(lay_out(workflow), Area(-1e9, -1e9, 1e9, 1e9))
        if edge.branch and edge.target is None
    ]
    kinds = {(number, branch): kind for number, branch, kind in found}
    assert kinds == {
        (3, "yes"): Trace.OPEN,
        (3, "no"): Trace.OPEN,
        (4, "each"): Trace.TAKEN,
    }
