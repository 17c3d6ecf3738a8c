"""Files of workflows, environments, connections: faults named, written as canonical bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from pydantic import ValidationError

from builder.model.connection import Connection
from builder.model.environment import Environment
from builder.model.json_text import JsonError
from builder.model.value import Value
from builder.model.workflow import FORMAT, Workflow
from builder.storage.atomic import ANYTHING, ChangedOnDisk, write_bytes
from builder.storage.file_problem import FileProblem
from builder.storage.flow_format import DuplicateNumbers, to_bytes, to_workflow
from builder.storage.migrations import CONNECTION, ENVIRONMENT, Migration, migrate
from builder.storage.signature import Signature
from builder.storage.source import read_source
from builder.storage.validation import explain

__all__ = [
    "ChangedOnDisk",
    "DuplicateNumbers",
    "FileProblem",
    "Opened",
    "open_connection",
    "open_environment",
    "open_flow",
    "read_connection",
    "read_environment",
    "read_flow",
    "write_connection",
    "write_environment",
    "write_flow",
]

V = TypeVar("V", bound=Value)


class Opened(msgspec.Struct, Generic[V], frozen=True):
    """A value read from a file.

    Attributes:
        value: The workflow, the environment or the connection.
        signature: Of the bytes it came from, for `builder.storage.signature.changed`.
    """

    value: V
    signature: Signature


def open_flow(path: Path) -> Opened[Workflow]:
    """Read a workflow and the signature of its file.

    Raises:
        DuplicateNumbers: Two steps have one number; the exception holds the repaired workflow.
        FileProblem: The file cannot be read or is no workflow of a known format.
    """
    source = read_source(path, "workflow")
    return Opened(to_workflow(source.plain, path), source.signature)


def read_flow(path: Path) -> Workflow:
    """Read a workflow; raises as `open_flow`."""
    return open_flow(path).value


def write_flow(path: Path, workflow: Workflow, expected: object = ANYTHING) -> Signature:
    """Write a workflow's canonical bytes; secrets nobody decided about are left out.

    Args:
        path: The file.
        workflow: What to write.
        expected: The signature of what must still lie there, so that nobody's work is lost.

    Raises:
        ChangedOnDisk: Something else lies there.
        FileProblem: It cannot be written; what was there before is unharmed.
    """
    return _write(path, workflow, expected)


def open_environment(path: Path) -> Opened[Environment]:
    """Read an environment and the signature of its file.

    Raises:
        FileProblem: The file cannot be read or is no environment of a known format.
    """
    return _opened(path, "environment", Environment, ENVIRONMENT)


def read_environment(path: Path) -> Environment:
    """Read an environment; raises as `open_environment`."""
    return open_environment(path).value


def write_environment(
    path: Path, environment: Environment, expected: object = ANYTHING
) -> Signature:
    """Write an environment's canonical bytes, without the values of secrets; as `write_flow`."""
    return _write(path, environment, expected)


def open_connection(path: Path) -> Opened[Connection]:
    """Read a connection and the signature of its file.

    Raises:
        FileProblem: The file cannot be read or is no connection of a known format.
    """
    return _opened(path, "connection", Connection, CONNECTION)


def read_connection(path: Path) -> Connection:
    """Read a connection; raises as `open_connection`."""
    return open_connection(path).value


def write_connection(path: Path, connection: Connection, expected: object = ANYTHING) -> Signature:
    """Write a connection's canonical bytes; as `write_flow`."""
    return _write(path, connection, expected)


def _opened(path: Path, what: str, kind: type[V], migrations: Mapping[int, Migration]) -> Opened[V]:
    """Read a value of a kind without steps; `what` names it in messages."""
    source = read_source(path, what)
    if "trigger" in source.plain and "trigger" not in kind.model_fields:
        raise FileProblem(
            path, f"This {what} file holds a workflow; the wrong one may have been put here."
        )
    current = migrate(source.plain, FORMAT, migrations, path)
    try:
        return Opened(kind.model_validate(current), source.signature)
    except ValidationError as error:
        raise explain(path, current, error) from None


def _write(path: Path, value: Value, expected: object) -> Signature:
    try:
        data = to_bytes(value)
    except JsonError as error:
        raise FileProblem(path, f"{error.reason.rstrip('.')}; nothing was written.") from error
    return write_bytes(path, data, expected=expected)
