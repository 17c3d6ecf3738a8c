"""What steps after a Fan Out need of the steps inside it; only that is kept of its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from builder.model.reference import Reference, Segment
from builder.model.references import parsed
from builder.model.step import Step
from builder.model.workflow import Workflow, children, walk

Needed: TypeAlias = "dict[str, Needed] | None"
"""The keys of an object that are needed and what is needed of each; None for the whole value."""

FanOuts: TypeAlias = tuple[int, ...]
"""The numbers of the steps with items around a step, outermost first."""


def needed_later(workflow: Workflow) -> Mapping[int, Mapping[int, Needed]]:
    """For each step with items: the steps inside that others refer to, and what they need."""
    around = fan_outs(workflow)
    if not any(around.values()):
        return {}
    found: dict[int, dict[int, Needed]] = {}
    for step in walk(workflow):
        for reference in _references(step):
            inside = around.get(reference.step or 0, ())
            left = inside[common(inside, around[step.number]) :]
            for holder in left:
                steps = found.setdefault(holder, {})
                tail = _without_positions(reference.segments, len(left))
                number = reference.step or 0
                steps[number] = _merged(steps[number], tail) if number in steps else _tree(tail)
    return found


def fan_outs(workflow: Workflow) -> Mapping[int, FanOuts]:
    """The steps with items around each step, by its number."""
    found: dict[int, FanOuts] = {workflow.trigger.number: ()}

    def search(steps: Sequence[Step], around: FanOuts) -> None:
        for step in steps:
            found[step.number] = around
            for branch in step.branches:
                inner = (*around, step.number) if branch.each else around
                search(children(step, branch.field), inner)

    search(workflow.steps, ())
    return found


def _references(step: Step) -> Iterator[Reference]:
    for _, template in parsed(step):
        yield from template.references


def common(inside: FanOuts, outside: FanOuts) -> int:
    """How many Fan Outs two places have around them both."""
    count = 0
    for one, other in zip(inside, outside, strict=False):
        if one != other:
            break
        count += 1
    return count


def _without_positions(segments: tuple[Segment, ...], most: int) -> tuple[Segment, ...]:
    """The path inside an output: positions at its beginning choose items."""
    start = 0
    while start < min(most, len(segments)) and isinstance(segments[start], int):
        start += 1
    return segments[start:]


def _tree(path: tuple[Segment, ...]) -> Needed:
    """What one path needs: an object's keys as far as they go, a list as a whole."""
    if not path or not isinstance(path[0], str):
        return None
    return {path[0]: _tree(path[1:])}


def _merged(needed: Needed, path: tuple[Segment, ...]) -> Needed:
    if needed is None or not path or not isinstance(path[0], str):
        return None
    key, rest = path[0], path[1:]
    inner = _merged(needed[key], rest) if key in needed else _tree(rest)
    return {**needed, key: inner}
