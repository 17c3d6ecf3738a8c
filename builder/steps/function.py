"""Function — code of the user's own between two steps."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from msgspec.structs import replace
from pydantic import Field

from builder.bodies.json_table import object_of, row_problems
from builder.model.failure import OnFailure, attempted
from builder.model.function import FunctionCall
from builder.model.problem import Problem
from builder.model.rows import JsonRow
from builder.model.step import Example, Outcome, RunContext, Step, StepError
from builder.model.text import Text
from builder.model.ui import Editor, Ui

LASTING = frozenset({"not-trusted"})
"""Errors that another attempt cannot mend."""
IN_CODE = frozenset(
    {"function-error", "function-timeout", "function-memory", "function-result", "function-died"}
)
"""Errors that are about the code."""

SKELETONS = {
    "javascript": "function yourFunction(parameters, libraries) {\n  return parameters;\n}\n",
    "python": "def your_function(parameters):\n    return parameters\n",
}
"""What a function begins as."""


class CodeLanguage(StrEnum):
    """What a function is written in."""

    JAVASCRIPT = "javascript"
    PYTHON = "python"

    @property
    def label(self) -> str:
        """What the user reads."""
        return {"javascript": "JavaScript", "python": "Python"}[self.value]

    @property
    def function(self) -> str:
        """The name of the function that is called."""
        return {"javascript": "yourFunction", "python": "your_function"}[self.value]


class Function(Step):
    """Work on data with code of your own, in JavaScript or Python."""

    label = "Function"
    group = "Actions"
    icon = "function"
    tone = "accent"
    hint = "Your own code"
    rank = 30
    examples: ClassVar = (Example("result", "What the function returned"),)

    kind: Literal["function"] = "function"
    language: Annotated[
        CodeLanguage,
        Ui(
            label="Language",
            section="Code",
            help="JavaScript runs without any access to files or the network. Python has what "
            "your own programs have, so it runs only in workspaces that you trust.",
        ),
    ] = CodeLanguage.JAVASCRIPT
    code: Annotated[
        Text,
        Ui(label="Code", section="Code", editor=Editor.CODE, skeletons=SKELETONS),
    ] = ""
    parameters: Annotated[
        tuple[JsonRow, ...],
        Ui(
            label="Parameters",
            section="Parameters",
            help="They are the function's first argument, an object with these keys.",
        ),
    ] = ()
    seconds: Annotated[
        float, Field(gt=0, le=3600), Ui(label="Time limit (s)", tab="Options", section="Limits")
    ] = 10
    megabytes: Annotated[
        int,
        Field(ge=16, le=16_384),
        Ui(label="Memory limit (MB)", tab="Options", section="Limits"),
    ] = 128
    failure: Annotated[OnFailure, Ui(label="On failure", tab="On failure")] = OnFailure()

    def summary(self) -> str:
        """The language and the parameters' names."""
        keys = ", ".join(row.key for row in self.parameters if row.enabled and row.key)
        return " · ".join(filter(None, (self.language.label, keys)))

    def problems(self) -> Iterator[Problem]:
        """The code must name the function; literals must be of their types."""
        name = self.language.function
        if not self.code.strip():
            said = f"There is no code yet: write the function {name}."
            yield Problem(said, self.number, "code")
        elif name not in self.code:
            said = f"The code has no function {name}, which is the one that is called."
            yield Problem(said, self.number, "code")
        for problem in row_problems(self.parameters, "parameters"):
            yield replace(problem, step=self.number)

    async def run(self, ctx: RunContext) -> Outcome:
        """Call the function, again where that is asked for.

        Raises:
            StepError: A parameter cannot be resolved, "not-trusted"; or the function failed and
                the run is not to go on.
        """
        parameters = object_of(self.parameters, ctx, "parameters")
        return await attempted(self.failure, ctx, partial(self._once, parameters, ctx), LASTING)

    async def _once(self, parameters: dict[str, Any], ctx: RunContext) -> Outcome:
        call = FunctionCall(
            self.language.value, self.code, parameters, self.seconds, self.megabytes
        )
        try:
            return Outcome({"result": await ctx.call_function(call)})
        except StepError as error:
            place = "code" if error.kind in IN_CODE else "language"
            raise StepError(error.kind, error.message, place) from None
