"""“Run from here” on a past run: what its steps gave takes the place of the samples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from builder.document.samples import Sample
from builder.document.shown_run import PastRun
from builder.document.step_state import States
from builder.look.language import tr
from builder.model.events import Status, StepFinished
from builder.model.json_text import Json, compact
from builder.model.later import fan_outs
from builder.model.masking import MASK
from builder.model.reference import NoSuchPath, Reference, read
from builder.model.references import parsed
from builder.model.workflow import Workflow, find, walk

SECRET_INPUT = (
    "The input of this run held secrets, which the history does not keep. Put it into the "
    "trigger's example and test the workflow."
)


class PastStart(msgspec.Struct, frozen=True):
    """What a run that begins at a step takes from a past one.

    Attributes:
        outputs: Of the steps before it, as far as the past run came to them.
        obstacle: Why it cannot begin there; empty when it can.
    """

    outputs: dict[int, Sample]
    obstacle: str = ""


def past_start(run: PastRun, workflow: Workflow, start: int, event: Any) -> PastStart:
    """What a run from a step on takes from a past run.

    Args:
        run: The past run.
        workflow: As it is now.
        start: The step to begin at.
        event: What the trigger was given; None for its example.
    """
    if event is not None and MASK in compact(event):
        return PastStart({}, tr(SECRET_INPUT))
    steps = list(walk(workflow))
    numbers = [step.number for step in steps]
    before = set(numbers[1 : numbers.index(start)])
    ends = {number: end for number in before if (end := _end(run, number)) is not None}
    for step in steps[numbers.index(start) :]:
        if not step.enabled:
            continue
        for reference in _references(step, before):
            obstacle = _obstacle(workflow, reference, ends, run.states)
            if obstacle:
                return PastStart({}, obstacle)
    return PastStart(
        {number: Sample(end.sample, file=end.output_path or "") for number, end in ends.items()}
    )


def _end(run: PastRun, number: int) -> StepFinished | None:
    state = run.states.get(number)
    end = state.finished if state is not None else None
    return None if end is None or end.sample is None else end


def _references(step: Any, before: set[int]) -> Iterator[Reference]:
    for _, template in parsed(step):
        yield from (found for found in template.references if found.step in before)


def _obstacle(
    workflow: Workflow, reference: Reference, ends: dict[int, StepFinished], states: States
) -> str:
    """Why the history cannot give what is referred to; empty when it can, or when there is none."""
    number = reference.step or 0
    around = fan_outs(workflow)[number]
    if around:
        return _sentence(workflow, around[0], tr("the items of a Fan Out are not handed on"))
    end = ends.get(number)
    if end is None:
        state = states.get(number)
        came = reference.optional or (state is not None and state.status is not Status.QUEUED)
        return "" if came else _sentence(workflow, number, tr("the run did not come to it"))
    if end.sample_shortened and not _is_readable(end.output_path):
        return _sentence(
            workflow, number, tr("its output is too large to be taken from the history")
        )
    if _is_masked(end, reference):
        return _sentence(
            workflow, number, tr("its output held secrets, which the history does not keep")
        )
    return ""


def _sentence(workflow: Workflow, number: int, reason: str) -> str:
    step = find(workflow, number)
    name = f" ({step.title})" if step is not None else ""
    return tr(
        "What step {step} gave in this run cannot be used: {reason}. Run from step {n} on.",
        step=f"{number}{name}",
        reason=reason,
        n=number,
    )


def _is_readable(path: str | None) -> bool:
    return bool(path) and Path(path or "").is_file()


def _is_masked(end: StepFinished, reference: Reference) -> bool:
    if end.output_path:
        return MASK.encode() in Path(end.output_path).read_bytes()
    try:
        found: Json = read(end.sample, reference.segments)
    except NoSuchPath:
        return False
    return MASK in compact(found)
