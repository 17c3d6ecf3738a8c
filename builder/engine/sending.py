"""What goes to the engine's process: workflows whole, with what files must not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from builder.engine.protocol import RunMessage
from builder.model.connection import Connection
from builder.model.environment import Surroundings
from builder.model.plain import to_plain
from builder.model.secret import Secret
from builder.model.workflow import Workflow, walk

V = TypeVar("V", bound=BaseModel)


def run_message(
    number: int, workflow: Workflow, around: Surroundings, folder: Path, **details: Any
) -> RunMessage:
    """What starts a run.

    Args:
        number: Chosen by the window; what comes of the run carries it.
        workflow: What to run.
        around: The environment, the workspace and the flows that are called.
        folder: Where folders for large bodies of runs lie.
        details: The other fields of `RunMessage`.
    """
    return RunMessage(
        id=number,
        workflow=plain_workflow(workflow),
        environment=around.name,
        values=dict(around.values),
        secrets=sorted(around.secrets),
        workspace=around.folder,
        connections=plain_connections((workflow, *around.flows.values()), around.connections),
        flows=plain_flows(around.flows),
        trusted=around.trusted,
        folder=str(folder / f"run-{number}"),
        **details,
    )


def plain_workflow(workflow: Workflow) -> dict[str, Any]:
    """Plain data from which the very same run comes: literals nobody has decided about included."""
    return to_plain(_with_literals(workflow))


def plain_flows(flows: Mapping[str, Workflow]) -> dict[str, dict[str, Any]]:
    """The workflows that steps call, likewise, by their path."""
    return {path: plain_workflow(flow) for path, flow in flows.items()}


def plain_connections(
    workflows: Iterable[Workflow], connections: Mapping[str, Connection]
) -> dict[str, dict[str, Any]]:
    """The connections that workflows use, likewise."""
    used = {step.connection_name() for workflow in workflows for step in walk(workflow)}
    return {
        name: to_plain(_with_literals(connection.without_operations()))
        for name, connection in connections.items()
        if name in used
    }


def _with_literals(value: V) -> V:
    """The value with every literal kept; what was never set has its default, which is none."""
    update: dict[str, Any] = {}
    for name in value.__pydantic_fields_set__:
        old = getattr(value, name)
        new = _inside(old) if isinstance(old, BaseModel | tuple) else old
        if new is not old:
            update[name] = new
    return value.model_copy(update=update) if update else value


def _inside(content: Any) -> Any:
    if isinstance(content, Secret):
        return content.model_copy(update={"kept": True}) if content.withheld else content
    if isinstance(content, BaseModel):
        return _with_literals(content)
    if isinstance(content, tuple):
        items = tuple(map(_inside, content))
        same = all(new is old for new, old in zip(items, content, strict=True))
        return content if same else items
    return content
