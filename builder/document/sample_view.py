"""What Fan Outs and the steps inside them stand for, seen from a step of the workflow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builder.document.run_record import RunRecord, steps_of
from builder.look.language import tr
from builder.model.item_outputs import ItemList
from builder.model.json_text import Json
from builder.model.scope import UnresolvedReference, Values
from builder.model.step import Step
from builder.model.template import TemplateError, parse
from builder.model.workflow import Workflow, ancestors, children, find
from builder.steps.fan_out import FanOut


def is_fan_out(step: Step) -> bool:
    """Whether a step runs what it holds once for each of its items."""
    return any(branch.each for branch in step.branches)


def fan_outs_around(workflow: Workflow, number: int) -> tuple[int, ...]:
    """Numbers of the Fan Outs a step stands in, outermost first."""
    found: list[int] = []
    for step, field in ancestors(workflow, number):
        if any(branch.each for branch in step.branches if branch.field == field):
            found.append(step.number)
    return tuple(found)


def fan_outs_of_steps(workflow: Workflow) -> dict[int, tuple[int, ...]]:
    """For each step that stands inside Fan Outs their numbers, outermost first."""
    found: dict[int, tuple[int, ...]] = {}

    def look(steps: tuple[Step, ...], around: tuple[int, ...]) -> None:
        for step in steps:
            if around:
                found[step.number] = around
            for branch in step.branches:
                inside = (*around, step.number) if branch.each else around
                look(children(step, branch.field), inside)

    look(workflow.steps, ())
    return found


def item_path(around: tuple[int, ...], items: Mapping[int, int]) -> str:
    """The path of the item in Fan Outs, by the items chosen; the first where none is."""
    return ".".join(f"{number}[{items.get(number, 0)}]" for number in around)


def array_of(step: Step, values: Values) -> list[Json] | str:
    """The items a Fan Out would run over by the samples, or why they are not known."""
    if not isinstance(step, FanOut):
        return tr("This is no Fan Out.")
    if not step.array.strip():
        return tr("Choose the list to run over.")
    try:
        found: Any = parse(step.array).value(values)
    except TemplateError as problem:
        return str(problem)
    except UnresolvedReference as problem:
        return problem.message
    return found if isinstance(found, list) else tr("This is no list.")


def seen_from(
    workflow: Workflow,
    number: int | None,
    values: Values,
    items: Mapping[int, int],
    record: RunRecord | None = None,
) -> Values:
    """The values as a step sees them.

    Inside a Fan Out that has its `instance` and `index`; after it, a step inside stands for the
    list of its outputs, as far as the last run told of them.

    Args:
        workflow: The workflow.
        number: The step that looks; None for no step, which sees the values as they are.
        values: Outputs by step, and variables.
        items: Index of the item looked at, by the number of its Fan Out.
        record: What the last run told of items; None for nothing.
    """
    if number is None:
        return values
    around = fan_outs_around(workflow, number)
    if record is not None:
        values = replace(values, outputs=_lists(workflow, around, values.outputs, items, record))
    for fan_out in around:
        step = find(workflow, fan_out)
        array = array_of(step, values) if step is not None else ""
        index = items.get(fan_out, 0)
        output: dict[str, Json] = {"index": index}
        if isinstance(array, list) and index < len(array):
            output = {"instance": array[index], **output}
        values = replace(values, outputs={**values.outputs, fan_out: output})
    return values


def _lists(
    workflow: Workflow,
    around: tuple[int, ...],
    outputs: Mapping[int, Json],
    items: Mapping[int, int],
    record: RunRecord,
) -> dict[int, Any]:
    """The outputs, with lists for steps in Fan Outs that are not around."""
    seen: dict[int, Any] = dict(outputs)
    for step, own in fan_outs_of_steps(workflow).items():
        if step not in outputs:
            continue
        shared = sum(mine == theirs for mine, theirs in zip(own, around, strict=False))
        if shared == len(own):
            continue
        prefix = tuple((number, items.get(number, 0)) for number in own[:shared])
        ends = {steps_of(e.path): e.sample for e in record.ends(step)}
        inside = {path[shared:]: sample for path, sample in ends.items() if path[:shared] == prefix}
        one = ItemList((outputs[step],))
        seen[step] = _nested(inside, len(own) - shared) if inside else one
    return seen


Indexes = tuple[tuple[int, int], ...]


def _nested(samples: Mapping[Indexes, Json], depth: int) -> ItemList:
    """Samples by their indexes as a list, of lists for Fan Outs in Fan Outs."""
    most = max(path[0][1] for path in samples)
    if depth == 1:
        known = {path[0][1]: sample for path, sample in samples.items()}
        return ItemList(tuple(known.get(index) for index in range(most + 1)))
    groups: dict[int, dict[Indexes, Json]] = {}
    for path, sample in samples.items():
        groups.setdefault(path[0][1], {})[path[1:]] = sample
    lists = (groups.get(index) for index in range(most + 1))
    return ItemList(tuple(_nested(group, depth - 1) if group else None for group in lists))
