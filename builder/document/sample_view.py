"""What Fan Outs and the steps inside them stand for, seen from a step of the workflow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from builder.model.json_text import Json
from builder.model.scope import UnresolvedReference, Values
from builder.model.step import Step
from builder.model.template import TemplateError, parse
from builder.model.workflow import Workflow, ancestors, find

ARRAY = "array"
"""The field of a Fan Out that says what it runs over."""


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


def item_path(around: tuple[int, ...], items: Mapping[int, int]) -> str:
    """The path of the item in Fan Outs, by the items chosen; the first where none is."""
    return ".".join(f"{number}[{items.get(number, 0)}]" for number in around)


def array_of(step: Step, values: Values) -> list[Json] | str:
    """The items a Fan Out would run over by the samples, or why they are not known."""
    template = getattr(step, ARRAY, "")
    try:
        found: Any = parse(template).value(values)
    except TemplateError as problem:
        return str(problem)
    except UnresolvedReference as problem:
        return problem.message
    return found if isinstance(found, list) else "This is no list."


def seen_from(
    workflow: Workflow, number: int | None, values: Values, items: Mapping[int, int]
) -> Values:
    """The values as a step sees them: inside a Fan Out its `instance` and `index`."""
    if number is None:
        return values
    for fan_out in fan_outs_around(workflow, number):
        step = find(workflow, fan_out)
        array = array_of(step, values) if step is not None else ""
        index = items.get(fan_out, 0)
        output: dict[str, Json] = {"index": index}
        if isinstance(array, list) and index < len(array):
            output = {"instance": array[index], **output}
        values = replace(values, outputs={**values.outputs, fan_out: output})
    return values
