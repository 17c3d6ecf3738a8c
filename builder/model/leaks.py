"""Values of known secrets that stand in a workflow as plain text, where a file would show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from builder.model.environment import MINIMUM_MASKED
from builder.model.references import map_templates
from builder.model.secret import Secret
from builder.model.step import Step
from builder.model.workflow import Workflow, walk

INSIDE = 12
"""A secret at least this long is found inside a longer text too; a shorter one as the whole."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A text that holds a secret's value.

    Attributes:
        step: Number of the step.
        place: Dotted place in it ("headers.0.value").
        variable: Name of the secret variable.
    """

    step: int
    place: str
    variable: str


def leaks(workflow: Workflow, secrets: Mapping[str, str]) -> tuple[Leak, ...]:
    """Where values of secrets would get into the workflow's file, in reading order.

    Args:
        workflow: What is about to be written.
        secrets: Names of secret variables by their values; values shorter than four characters
            are not looked for.
    """
    wanted = {value: name for value, name in secrets.items() if len(value) >= MINIMUM_MASKED}
    if not wanted:
        return ()
    return tuple(
        Leak(step.number, place, name)
        for step in walk(workflow)
        for place, text in _texts(step, "")
        for value, name in wanted.items()
        if _holds(text, value)
    )


def with_references(workflow: Workflow, secrets: Mapping[str, str]) -> Workflow:
    """The workflow with `{{env.NAME}}` where a text that may have references holds a value."""

    def change(text: str) -> str:
        for value, name in secrets.items():
            if len(value) >= MINIMUM_MASKED and _holds(text, value):
                text = text.replace(value, f"{{{{env.{name}}}}}")
        return text

    return map_templates(workflow, change)


def _holds(text: str, value: str) -> bool:
    return text == value or (len(value) >= INSIDE and value in text)


def _texts(content: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every text of a value that its file would have, steps held in branches left out."""
    if isinstance(content, str):
        yield place, content
    elif isinstance(content, Secret):
        if not content.withheld:
            yield place, content.text
    elif isinstance(content, BaseModel):
        held = {branch.field for branch in content.branches} if isinstance(content, Step) else ()
        for name in type(content).model_fields:
            if name not in held:
                yield from _texts(getattr(content, name), f"{place}.{name}" if place else name)
    elif isinstance(content, tuple):
        for index, item in enumerate(content):
            yield from _texts(item, f"{place}.{index}")
