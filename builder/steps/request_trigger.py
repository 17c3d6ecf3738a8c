"""Trigger: Request — the workflow starts with an HTTP request that somebody sends."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import quote

from builder.model.headers import is_token
from builder.model.json_text import JsonError, compact, parse
from builder.model.number import Number
from builder.model.operands import Operand, WrongKind, as_number
from builder.model.problem import Problem, Severity
from builder.model.received_request import is_form
from builder.model.reference import kind_of
from builder.model.rows import FieldType, RequiredField
from builder.model.step import Example, Outcome, RunContext, Step, StepError
from builder.model.text import Text
from builder.model.ui import Editor, Ui

Required = tuple[RequiredField, ...]


class RequestTrigger(Step):
    """Start the workflow with an HTTP request."""

    label = "Request trigger"
    group = "Triggers"
    icon = "globe"
    tone = "warning"
    hint = "Starts with a request"
    rank = 20
    examples: ClassVar = (
        Example("request.method", "The method"),
        Example("request.params", "Query parameters by name"),
        Example("request.headers", "Headers by lower-case name"),
        Example("request.body", "The body: JSON or a form as its value, else text"),
        Example("request.file", "The first file, or null"),
    )

    kind: Literal["request_trigger"] = "request_trigger"
    method: Annotated[
        str, Ui(label="Method", section="Request", row="url", editor=Editor.METHOD)
    ] = "POST"
    path: Annotated[
        Text,
        Ui(
            label="Path", section="Request", row="url", editor=Editor.LINE, placeholder="/new-order"
        ),
    ] = "/"
    params: Annotated[Required, Ui(label="Required parameters", section="Required parameters")] = ()
    headers: Annotated[Required, Ui(label="Required headers", section="Required headers")] = ()
    body: Annotated[Required, Ui(label="Required body fields", section="Required body fields")] = ()
    example: Annotated[
        Text,
        Ui(
            label="Test data",
            section="Test data",
            editor=Editor.CALL,
            language="json",
            help="A request as JSON: method, params, headers, body, file. Used by Test workflow, "
            "and by headless runs without --event.",
        ),
    ] = "{}"

    @property
    def badge(self) -> str:
        """The method, drawn on the card."""
        return self.method

    def summary(self) -> str:
        """The path."""
        return self.path

    def problems(self) -> Iterator[Problem]:
        """A bad method or path, and test data that is no request or lacks what is required."""
        if not is_token(self.method):
            yield Problem(f"“{self.method[:40]}” is no method.", self.number, "method")
        if not self.path.startswith("/") or any(mark in self.path for mark in "?# \n"):
            said = "A path begins with / and has no ?, # or space: /new-order."
            yield Problem(said, self.number, "path")
        try:
            self.request_of(self._example())
        except StepError as error:
            severity = Severity.WARNING if error.kind == "invalid-request" else Severity.ERROR
            yield Problem(error.message, self.number, "example", severity)

    def example_output(self) -> Any:
        """The test data as a request; None while it is none."""
        try:
            return {"request": self.request_of(self._example())}
        except StepError:
            return None

    def _example(self) -> Any:
        try:
            return parse(self.example) if self.example.strip() else {}
        except JsonError as error:
            message = f"The test data is no JSON: {error}."
            raise StepError("invalid-example", message, "example") from None

    async def run(self, ctx: RunContext) -> Outcome:
        """Hand on the request, or the test data when the run was started without one.

        Raises:
            StepError: "invalid-example", or "invalid-request", which names every field that is
                missing or of another type.
        """
        given = self._example() if ctx.event is None else ctx.event
        output = {"request": self.request_of(given)}
        return Outcome(output, "test data" if ctx.event is None else "")

    def request_of(self, given: Any) -> dict[str, Any]:
        """A request with all its parts and the required fields in their types.

        Raises:
            StepError: "invalid-request".
        """
        if not isinstance(given, Mapping):
            raise _bad([f"it is {kind_of(given)}, not an object"])
        parts = {"params": given.get("params", {}), "headers": given.get("headers", {})}
        wrong = [
            f"its {name} are {kind_of(part)}, not an object"
            for name, part in parts.items()
            if not isinstance(part, Mapping)
        ]
        if wrong:
            raise _bad(wrong)
        headers = {name.lower(): value for name, value in parts["headers"].items()}
        body, read = given.get("body"), _from_text
        if not is_form(str(headers.get("content-type", ""))):
            read = _as_it_is
        request = {
            "method": given.get("method", self.method),
            "params": _typed(self.params, parts["params"], "parameter", _from_text, wrong),
            "headers": _typed(_lower(self.headers), headers, "header", _from_text, wrong),
            "body": _typed(self.body, body, "body field", read, wrong),
            "file": given.get("file"),
        }
        if wrong:
            raise _bad(wrong)
        return request

    def curl(self, address: str) -> str:
        """A curl command that calls the workflow, with something in every required field.

        Args:
            address: Scheme, host and port ("http://127.0.0.1:8080").
        """
        query = "&".join(f"{quote(f.key)}={quote(_plain(f))}" for f in _wanted(self.params))
        url = f"{address}{self.path}{'?' if query else ''}{query}"
        words = ["curl", "-X", self.method, url]
        for field in _wanted(self.headers):
            words += ["-H", f"{field.key}: {_plain(field)}"]
        body = {field.key: _SAMPLES[field.type] for field in _wanted(self.body)}
        if body:
            words += ["-H", "Content-Type: application/json", "-d", compact(body)]
        return " ".join(map(shlex.quote, words))


_SAMPLES: Mapping[FieldType, Any] = {
    FieldType.TEXT: "text",
    FieldType.NUMBER: 1,
    FieldType.BOOLEAN: True,
    FieldType.OBJECT: {},
    FieldType.ARRAY: [],
    FieldType.ANY: "text",
}


def _plain(field: RequiredField) -> str:
    sample = _SAMPLES[field.type]
    return sample if isinstance(sample, str) else compact(sample)


def _wanted(fields: Required) -> tuple[RequiredField, ...]:
    return tuple(field for field in fields if field.enabled and field.key)


def _lower(fields: Required) -> Required:
    return tuple(field.model_copy(update={"key": field.key.lower()}) for field in fields)


def _bad(wrong: list[str]) -> StepError:
    return StepError("invalid-request", f"The request cannot be used: {'; '.join(wrong)}.")


def _typed(
    fields: Required,
    given: Any,
    what: str,
    read: Callable[[Any, FieldType], Any],
    wrong: list[str],
) -> Any:
    """The values with the required ones in their types; what is missing goes into `wrong`."""
    wanted = _wanted(fields)
    if not wanted:
        return given
    if not isinstance(given, Mapping):
        names = ", ".join(f"“{field.key}”" for field in wanted)
        wrong.append(f"its body is {kind_of(given)}, not an object with {names}")
        return given
    values = dict(given)
    for field in wanted:
        if field.key not in values:
            wrong.append(f"the {what} “{field.key}” is missing")
            continue
        try:
            values[field.key] = read(values[field.key], field.type)
        except ValueError as error:
            wrong.append(f"the {what} “{field.key}” is {error}")
    return values


def _as_it_is(value: Any, kind: FieldType) -> Any:
    """The value, if it is of the type; ValueError says what it is instead."""
    fits: Mapping[FieldType, bool] = {
        FieldType.TEXT: isinstance(value, str),
        FieldType.NUMBER: isinstance(value, int | float | Number) and not isinstance(value, bool),
        FieldType.BOOLEAN: isinstance(value, bool),
        FieldType.OBJECT: isinstance(value, Mapping),
        FieldType.ARRAY: isinstance(value, list),
        FieldType.ANY: True,
    }
    if not fits[kind]:
        raise ValueError(f"{kind_of(value)}, not {_WORDS[kind]}")
    return value


_WORDS: Mapping[FieldType, str] = {
    FieldType.TEXT: "text",
    FieldType.NUMBER: "a number",
    FieldType.BOOLEAN: "a boolean",
    FieldType.OBJECT: "an object",
    FieldType.ARRAY: "an array",
}


def _from_text(value: Any, kind: FieldType) -> Any:
    """The value that a text of a query, header or form says; ValueError when it is another."""
    if kind is FieldType.ARRAY and not isinstance(value, list):
        return [value]
    if not isinstance(value, str):
        return _as_it_is(value, kind)
    if kind is FieldType.NUMBER:
        try:
            as_number(Operand(value, ""))
            return parse(value.strip())
        except (WrongKind, JsonError):
            raise ValueError("text that is no number") from None
    if kind is FieldType.BOOLEAN:
        if value not in ("true", "false"):
            raise ValueError("text that is neither true nor false")
        return value == "true"
    if kind is FieldType.OBJECT:
        return _object(value)
    return value


def _object(text: str) -> Any:
    try:
        value = parse(text)
    except JsonError:
        raise ValueError("text that is no JSON object") from None
    return _as_it_is(value, FieldType.OBJECT)
