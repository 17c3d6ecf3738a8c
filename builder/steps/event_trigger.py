"""Trigger: Event — the workflow starts when an event of one name arrives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from builder.model.json_schema import SchemaFault, check_value
from builder.model.json_text import JsonError, parse
from builder.model.problem import Problem, Severity
from builder.model.step import Example, Outcome, RunContext, Step, StepError
from builder.model.text import Text
from builder.model.ui import Editor, Ui


class EventTrigger(Step):
    """Start the workflow with an event."""

    label = "Trigger"
    group = "Triggers"
    icon = "event"
    tone = "warning"
    hint = "Starts with an event"
    rank = 10
    examples: ClassVar = (Example("event", "The event the run was started with"),)

    kind: Literal["event"] = "event"
    event: Annotated[Text, Ui(label="Event name", section="Event", placeholder="user.created")] = ""
    example: Annotated[
        Text,
        Ui(
            label="Example JSON",
            section="Test data",
            editor=Editor.CODE,
            language="json",
            help="Used as the event by Test workflow, and by headless runs without --event.",
        ),
    ] = "{}"
    check: Annotated[
        Text,
        Ui(
            label="JSON Schema",
            section="Check",
            editor=Editor.CODE,
            language="json",
            help="Optional: an event that does not fit this JSON Schema stops the run.",
        ),
    ] = ""

    def summary(self) -> str:
        """The event's name and the keys of its example."""
        return " · ".join(filter(None, (self.event or "event", _keys(self.example))))

    def problems(self) -> Iterator[Problem]:
        """Example and schema must be JSON; the example should fit the schema."""
        try:
            example = self.example_value()
            schema = _parsed(self.check, "check", "JSON Schema")
            if self.check.strip():
                check_value(example, schema)
        except StepError as error:
            yield Problem(error.message, self.number, error.field)
        except SchemaFault as fault:
            if fault.in_schema:
                yield Problem(_bad_schema(fault), self.number, "check")
            else:
                said = f"The example does not fit the JSON Schema: {fault.message}."
                yield Problem(said, self.number, "example", Severity.WARNING)

    def example_value(self) -> Any:
        """The example as a value; an empty one is null.

        Raises:
            StepError: "invalid-example": it is no JSON.
        """
        return _parsed(self.example, "example", "example JSON")

    def example_output(self) -> Any:
        """The example as an event; None while it is no JSON."""
        try:
            return {"event": self.example_value()}
        except StepError:
            return None

    async def run(self, ctx: RunContext) -> Outcome:
        """Hand on the event, or the example when the run was started without one.

        Raises:
            StepError: The example or the schema is no JSON, or the event does not fit the schema.
        """
        event = self.example_value() if ctx.event is None else ctx.event
        if self.check.strip():
            _check(event, _parsed(self.check, "check", "JSON Schema"))
        return Outcome({"event": event}, "test data" if ctx.event is None else "")


@lru_cache(maxsize=64)
def _keys(example: str) -> str:
    try:
        value = parse(example)
    except JsonError:
        return ""
    return ", ".join(value) if isinstance(value, dict) else ""


def _parsed(text: str, field: str, name: str) -> Any:
    try:
        return parse(text) if text.strip() else None
    except JsonError as error:
        message = f"The {name} of the trigger is no JSON: {error}."
        raise StepError(f"invalid-{field}", message, field) from None


def _check(event: Any, schema: Any) -> None:
    try:
        check_value(event, schema)
    except SchemaFault as fault:
        if fault.in_schema:
            raise StepError("invalid-check", _bad_schema(fault), "check") from None
        message = f"The event does not fit the JSON Schema: {fault.message}."
        raise StepError("invalid-event", message, "check") from None


def _bad_schema(fault: SchemaFault) -> str:
    return f"The JSON Schema of the trigger cannot be used: {fault.message}."
