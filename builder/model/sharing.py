"""One workflow with the steps of another wherever they are the same."""

from __future__ import annotations

from typing import Any

from builder.model.step import Step
from builder.model.workflow import Workflow, children, walk


def sharing(before: Workflow, after: Workflow) -> Workflow:
    """`after`, where each step that says the same as that of its number in `before` is that one.

    What is drawn and checked by a step's identity then stays for what did not change.
    """
    known = {step.number: step for step in walk(before)}
    trigger = known.get(after.trigger.number)
    update: dict[str, Any] = {"steps": _shared(after.steps, known)}
    if trigger == after.trigger:
        update["trigger"] = trigger
    return after.model_copy(update=update)


def _shared(steps: tuple[Step, ...], known: dict[int, Step]) -> tuple[Step, ...]:
    found = []
    for step in steps:
        old = known.get(step.number)
        if old is not None and old == step:
            found.append(old)
            continue
        inner = {b.field: _shared(children(step, b.field), known) for b in step.branches}
        found.append(step.model_copy(update=inner) if inner else step)
    return tuple(found)
