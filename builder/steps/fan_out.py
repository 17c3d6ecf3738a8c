"""Fan Out — the steps inside run once for each item of an array, many at a time."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from builder.model.problem import Problem
from builder.model.reference import kind_of
from builder.model.step import Branch, Example, Items, Outcome, RunContext, Step, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui
from builder.model.workflow import AnyStep


class OnItemFailure(StrEnum):
    """What the failure of an item means for the others."""

    STOP = "stop"
    CONTINUE = "continue"


class FanOut(Step):
    """Do the same for every item of a list, many at a time."""

    label = "Fan Out"
    group = "Logic"
    icon = "fan-out"
    tone = "accent"
    hint = "For each item"
    rank = 55
    branches = (Branch("each", "For each item", each=True),)
    examples: ClassVar = (
        Example("instance", "Inside: the item"),
        Example("index", "Inside: its position, counted from 0"),
        Example("total", "After it: how many items there were"),
        Example("failed", "After it: how many of them failed"),
    )

    kind: Literal["fan_out"] = "fan_out"
    array: Annotated[
        Template,
        Ui(
            label="Array",
            section="Items",
            placeholder="{{ for a list of an earlier step",
            help="The steps inside run once for each item of this list.",
        ),
    ] = ""
    at_once: Annotated[
        int,
        Field(ge=1, le=1000),
        Ui(label="Items at once", section="Items", help="So many items run at the same time."),
    ] = 10
    per_second: Annotated[
        float,
        Field(ge=0, le=100_000),
        Ui(
            label="Items per second",
            section="Items",
            help="At most so many items begin in a second; 0 for no limit.",
        ),
    ] = 0
    on_failure: Annotated[
        OnItemFailure,
        Ui(
            label="When an item fails",
            section="When an item fails",
            help="Stop ends the other items and the run; Continue runs them on and counts it.",
        ),
    ] = OnItemFailure.STOP
    each: Annotated[tuple[AnyStep, ...], Ui(editor=Editor.HIDDEN)] = ()

    def summary(self) -> str:
        """The array."""
        return self.array.removeprefix("{{").removesuffix("}}").strip()

    def problems(self) -> Iterator[Problem]:
        """An array is needed."""
        if not self.array.strip():
            message = "The Fan Out has no array yet: refer to a list of an earlier step."
            yield Problem(message, self.number, "array")
        elif "{{" not in self.array:
            message = "The array is plain text: refer to a list of an earlier step with {{ }}."
            yield Problem(message, self.number, "array")

    async def run(self, ctx: RunContext) -> Outcome:
        """Find the items.

        Raises:
            StepError: "not-an-array": the array is something else; or it cannot be resolved.
        """
        value = ctx.value(self.array, "array")
        if not isinstance(value, list):
            raise StepError("not-an-array", _not_an_array(value), "array")
        go_on = self.on_failure is OnItemFailure.CONTINUE
        items = Items(value, self.at_once, go_on, self.per_second or None)
        return Outcome(branch="each", items=items)


def _not_an_array(value: Any) -> str:
    return (
        f"A list is needed and this is {kind_of(value)}. Refer to the list itself, such as "
        "{{2.response.body.items}}."
    )
