"""Sub-workflow — another workflow of the workspace runs as one step."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from typing import Annotated, ClassVar, Literal

from msgspec.structs import replace

from builder.bodies.json_table import object_of, row_problems
from builder.model.failure import OnFailure, attempted
from builder.model.problem import Problem
from builder.model.rows import JsonRow
from builder.model.step import Example, Outcome, RunContext, Step, StepError
from builder.model.text import Text
from builder.model.ui import Editor, Ui

FLOW = ".flow.json"
LASTING = frozenset({"no-such-flow", "flow-cycle", "flow-depth"})
"""Errors that another attempt cannot mend."""


class SubWorkflow(Step):
    """Run another workflow of the workspace and use its result."""

    label = "Sub-workflow"
    group = "Logic"
    icon = "sub-workflow"
    tone = "accent"
    hint = "Run another workflow"
    rank = 80
    examples: ClassVar = (Example("result", "What its Response ended it with; null without one"),)

    kind: Literal["sub_workflow"] = "sub_workflow"
    flow: Annotated[
        Text,
        Ui(
            label="Workflow",
            section="Workflow",
            editor=Editor.FLOW,
            placeholder="Choose a workflow of this workspace",
            help="Its path in the workspace. It is run as its file lies on disk.",
        ),
    ] = ""
    inputs: Annotated[
        tuple[JsonRow, ...],
        Ui(
            label="Inputs",
            section="Inputs",
            help="They are the event that the workflow is started with: its `1.event`.",
        ),
    ] = ()
    failure: Annotated[OnFailure, Ui(label="On failure", tab="On failure")] = OnFailure()

    def called_flow(self) -> str:
        """The path, written in one way only."""
        path = self.flow.strip().replace("\\", "/")
        return posixpath.normpath(path) if path else ""

    def summary(self) -> str:
        """The workflow's name, and its inputs."""
        name = self.called_flow().removesuffix(FLOW)
        keys = ", ".join(row.key for row in self.inputs if row.enabled and row.key)
        return " · ".join(filter(None, (name, keys)))

    def problems(self) -> Iterator[Problem]:
        """A workflow must be chosen, inside the workspace; literals must be of their types."""
        path = self.called_flow()
        if not path:
            yield Problem("No workflow is chosen: pick one of the workspace.", self.number, "flow")
        elif posixpath.isabs(path) or path.split("/")[0] == ".." or ":" in path:
            said = f"“{path}” does not lie in the workspace: write a path relative to it."
            yield Problem(said, self.number, "flow")
        for problem in row_problems(self.inputs, "inputs"):
            yield replace(problem, step=self.number)

    async def run(self, ctx: RunContext) -> Outcome:
        """Run the workflow, again where that is asked for.

        Raises:
            StepError: An input cannot be resolved; "no-such-flow", "flow-cycle", "flow-depth"; or
                "sub-workflow" when it failed and the run is not to go on.
        """
        event = object_of(self.inputs, ctx, "inputs")
        try:
            return await attempted(self.failure, ctx, partial(self._once, event, ctx), LASTING)
        except StepError as error:
            place = "flow" if error.kind in LASTING else error.field
            raise StepError(error.kind, error.message, place, error.exchanges) from None

    async def _once(self, event: dict[str, object], ctx: RunContext) -> Outcome:
        return Outcome({"result": await ctx.call_flow(self.called_flow(), event)})
