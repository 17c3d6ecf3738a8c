"""JSON Schemas of the file kinds, made from the models (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

import builder.steps  # noqa: F401 - completes "any step"
from builder.model.connection import Connection
from builder.model.environment import Environment
from builder.model.plain import ALWAYS
from builder.model.step import Step
from builder.model.workflow import FORMAT, Workflow

DRAFT = "https://json-schema.org/draft/2020-12/schema"

TEXT: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "description": "Text; several lines are a list of lines.",
}
SECRET: dict[str, Any] = {
    "anyOf": [
        *TEXT["anyOf"],
        {
            "type": "object",
            "properties": {"literal": TEXT},
            "required": ["literal"],
            "additionalProperties": False,
        },
    ],
    "description": "Text with references; a literal only where the user chose to keep it.",
}
VARIABLES: dict[str, Any] = {
    "type": "object",
    "description": "By name: a plain value, or that the variable is secret.",
    "additionalProperties": {
        "anyOf": [
            *TEXT["anyOf"],
            {
                "type": "object",
                "properties": {"value": TEXT, "secret": {"type": "boolean"}},
            },
        ]
    },
}

KINDS: Mapping[str, type[BaseModel]] = {
    "flow": Workflow,
    "environment": Environment,
    "connection": Connection,
}
"""The kinds of files there is a schema of."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file.

    Args:
        kind: One of `KINDS`.

    Raises:
        KeyError: There is no such kind.
    """
    made = KINDS[kind].model_json_schema()
    definitions: dict[str, Any] = made.setdefault("$defs", {})
    if "Secret" in definitions:
        definitions["Secret"] = SECRET
    for definition in definitions.values():
        _require_what_is_always_written(definition)
    if kind == "environment":
        definitions.pop("Variable", None)
        made["properties"]["variables"] = VARIABLES
    elif kind == "flow":
        _open_unknown_steps(definitions)
    made["properties"]["format"] = {"type": "integer", "minimum": 1, "maximum": FORMAT}
    without_titles: dict[str, Any] = _without_titles(made)
    return {"$schema": DRAFT, "title": f"Steploom {kind}", **without_titles}


def _require_what_is_always_written(definition: dict[str, Any]) -> None:
    properties = definition.get("properties", {})
    if "kind" in properties:
        always = [name for name in properties if name in ALWAYS]
        definition["required"] = list(dict.fromkeys([*definition.get("required", ()), *always]))


def _open_unknown_steps(definitions: dict[str, Any]) -> None:
    """Let a step of an unknown kind be anything, and nothing else pass for one."""
    known = [name for name in Step.family if name != "?"]
    definitions["UnknownStep"]["properties"]["kind"] = {"type": "string", "not": {"enum": known}}


def _without_titles(part: Any) -> Any:
    """Pydantic gives every field a title made of its name, which says nothing new."""
    if isinstance(part, dict):
        return {
            key: _without_titles(value)
            for key, value in part.items()
            if not (key == "title" and isinstance(value, str))
        }
    return [_without_titles(item) for item in part] if isinstance(part, list) else part
