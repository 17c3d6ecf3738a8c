"""Response — the workflow ends here, with a result."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from msgspec.structs import replace

from builder.bodies.file import FileBody
from builder.bodies.json_table import JsonBody
from builder.bodies.raw import Language, RawBody
from builder.model.body import Body
from builder.model.body_encoding import BodyEncoding
from builder.model.disk_file import file_trouble
from builder.model.file_value import FileValue, as_file, is_file_value
from builder.model.json_text import JsonError, parse
from builder.model.media_type import checked_media_type, guessed_type
from builder.model.number import Number
from builder.model.operands import Operand, WrongKind, as_number
from builder.model.problem import Problem
from builder.model.step import Example, Outcome, RunContext, Step, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui, notes

if TYPE_CHECKING:
    AnyBody = Body
else:
    from builder.bodies import AnyBody

_ELSEWHERE = ("multipart", "urlencoded", "graphql", "xml")
"""Bodies that only requests have."""


class Response(Step):
    """End the run with a result."""

    label = "Response"
    group = "Output"
    icon = "response"
    tone = "ok"
    hint = "End with a result"
    rank = 90
    ends_run = True
    examples: ClassVar = (
        Example("result", "What the run ended with"),
        Example("statusCode", "The status code, a number"),
    )

    kind: Literal["response"] = "response"
    status: Annotated[
        Template, Ui(label="Status code", section="Response", editor=Editor.LINE, placeholder="200")
    ] = "200"
    body: Annotated[AnyBody, Ui(label="Body", section="Body", without=_ELSEWHERE)] = JsonBody()

    def summary(self) -> str:
        """The status code and the kind of body."""
        return " · ".join(filter(None, (self.status, self.body.label)))

    def problems(self) -> Iterator[Problem]:
        """A literal status code must be one; and what is wrong with the body."""
        if "{{" not in self.status:
            try:
                _status(self.status)
            except StepError as error:
                yield Problem(error.message, self.number, error.field)
        if self.body.kind in notes(type(self), "body").without:
            said = f"A response cannot have a body of the kind “{self.body.label}”: pick another."
            yield Problem(said, self.number, "body")
            return
        for problem in self.body.problems():
            yield replace(problem, step=self.number, field=f"body.{problem.field}".rstrip("."))

    async def run(self, ctx: RunContext) -> Outcome:
        """Make the result and end the run with it.

        Raises:
            StepError: A field cannot be resolved, "invalid-status", "invalid-json", or a file that
                cannot be read.
        """
        status = _status(ctx.value(self.status, "status"))
        try:
            result = _result(self.body, ctx)
        except StepError as error:
            raise error.inside("body") from None
        return Outcome({"result": result, "statusCode": status}, str(status), ends=True)


def _status(value: Any) -> int:
    try:
        number = as_number(Operand(value, "The status code"))
    except WrongKind as wrong:
        raise _bad_status(f"{wrong}.") from None
    if number != number.to_integral_value() or not 100 <= number <= 599:
        said = str(value) if isinstance(value, str | int | Number) else ""
        raise _bad_status(f"“{said[:20]}” is no status code.")
    return int(number)


def _bad_status(said: str) -> StepError:
    return StepError("invalid-status", f"{said} Write one from 100 to 599, such as 200.", "status")


def _result(body: Body, ctx: RunContext) -> Any:
    """A JSON value, a text, or a File."""
    if isinstance(body, FileBody):
        return _file(body, ctx)
    encoded = body.encode(ctx)
    if not isinstance(encoded.content, bytes):
        return None
    if isinstance(body, RawBody) and body.encoding is not BodyEncoding.NONE:
        return as_file("response", encoded.content_type, encoded.content)
    if isinstance(body, JsonBody) or (isinstance(body, RawBody) and body.language is Language.JSON):
        try:
            return parse(encoded.content) if encoded.content.strip() else None
        except JsonError as error:
            raise StepError("invalid-json", f"The body is no JSON: {error}.", "text") from None
    return encoded.content.decode()


def _file(body: FileBody, ctx: RunContext) -> Any:
    """The File; its bytes stay where they are."""
    given = checked_media_type(ctx.text(body.media_type, "media_type"), "media_type")
    value = ctx.value(body.file, "file")
    if is_file_value(value):
        return value
    if not isinstance(value, str):
        message = "A file is expected here: a path in the workspace, or a File of a response."
        raise StepError("invalid-file", message, "file")
    trouble = file_trouble(value, ctx.folder)
    if trouble is not None:
        raise StepError("file-not-found", trouble, "file")
    path = (ctx.folder or Path()) / value
    return FileValue(path, path.name, given or guessed_type(path.name), path.stat().st_size)
