"""Environments: named sets of variables. A variable marked secret has its value elsewhere."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, StrictBool, field_serializer, field_validator

from builder.model.text import Text, to_plain
from builder.model.value import Value

if TYPE_CHECKING:
    from builder.model.connection import Connection
    from builder.model.workflow import Workflow

MINIMUM_MASKED = 4
"""Secrets shorter than this are masked only in their own fields."""


class Variable(Value):
    """A variable of an environment: a plain value, or a secret whose value no file holds."""

    name: str
    value: Text = ""
    secret: StrictBool = False


class Environment(Value):
    """The variables of one environment in the order of the file.

    Attributes:
        format: Version of the file's format.
        production: Whether runs in it reach what is in real use: the window asks before each. A
            file that does not say so leaves it out.
        variables: The variables.
    """

    format: int = 1
    production: Annotated[bool, Field(exclude_if=operator.not_)] = False
    variables: tuple[Variable, ...] = ()

    @field_validator("variables", mode="before")
    @classmethod
    def _from_plain(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return tuple(
                {**(given if isinstance(given, dict) else {"value": given}), "name": name}
                for name, given in data.items()
            )
        return data

    @field_serializer("variables")
    def _to_plain(self, variables: tuple[Variable, ...]) -> dict[str, Any]:
        return {variable.name: _plain(variable) for variable in variables}

    def variable(self, name: str) -> Variable | None:
        """The variable of that name, or None."""
        return next((v for v in self.variables if v.name == name), None)


def _plain(variable: Variable) -> Any:
    """What a file says of a variable; keys a newer version wrote come last, unchanged."""
    unknown = variable.model_extra or {}
    if variable.secret:
        return {"secret": True, **unknown}
    value = to_plain(variable.value)
    return {"value": value, **unknown} if unknown else value


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a run reads from around the workflow: an environment with its secrets, connections.

    Attributes:
        name: Name of the environment; empty when none is chosen.
        values: Every variable that has a value, secrets included.
        secrets: Names of those that are secret, whether or not they have a value.
        folder: The workspace's folder as text; empty for a lone flow.
        connections: The workspace's connections by name.
        flows: The flows that sub-workflow steps call, and those that these call, by their path
            relative to the workspace.
        trusted: Whether the user trusts the workspace with running Python functions.
    """

    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    secrets: frozenset[str] = frozenset()
    folder: str = ""
    connections: Mapping[str, Connection] = field(default_factory=dict, repr=False)
    flows: Mapping[str, Workflow] = field(default_factory=dict, repr=False)
    trusted: bool = False

    def __repr__(self) -> str:
        return f"Surroundings({self.name!r}, {len(self.values)} variables)"
