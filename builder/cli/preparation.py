"""From arguments to what the engine is given, with everything that can be wrong named first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from builder.cli.data_options import DataOptions, WrongOptions, data_options
from builder.model.connection import Connection
from builder.model.environment import Environment, Surroundings
from builder.model.json_text import Json, JsonError, parse
from builder.model.references import parsed
from builder.model.step import Step
from builder.model.workflow import Workflow, find, walk
from builder.storage.called_flows import FlowReader
from builder.storage.files import (
    DuplicateNumbers,
    FileProblem,
    read_connection,
    read_environment,
    read_flow,
)
from builder.storage.secrets import (
    EnvironmentSecrets,
    FileSecrets,
    SecretsInTurn,
    SecretSource,
    open_secrets,
)
from builder.storage.surroundings import surroundings
from builder.storage.trust import TrustedFolders
from builder.storage.userdata import UserData
from builder.storage.workspace import Workspace

REPORTS = ("junit", "html", "json", "csv")
"""Kinds of reports."""


class Unusable(Exception):
    """Arguments or files that cannot be used; `str()` says what and what to do."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A run that is ready to start.

    Attributes:
        path: The workflow's file as it was named.
        workflow: What it holds.
        surroundings: The environment with its secrets.
        event: The event; None with `test_data`.
        test_data: Whether the trigger's example stands for the event.
        upto: The last step to run, or None for all.
        reports: Kinds of reports and the files they go to.
        data: Set when the workflow is run once for each row of a file.
    """

    path: Path
    workflow: Workflow
    surroundings: Surroundings
    event: Json
    test_data: bool
    upto: int | None
    reports: tuple[tuple[str, Path], ...]
    data: DataOptions | None = None

    @property
    def flow_path(self) -> str:
        """The workflow's file as its workspace names it."""
        whole, folder = self.path.absolute(), Path(self.surroundings.folder).absolute()
        return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else str(whole)


def prepare(options: argparse.Namespace) -> Prepared:
    """Read everything a run needs.

    Raises:
        Unusable: Something is wrong with it.
    """
    path: Path = options.flow
    data = _data(options)
    workflow = _workflow(path)
    around = _surroundings(options, workflow)
    if options.step is not None and find(workflow, options.step) is None:
        raise Unusable(f"{path}: there is no step {options.step}.")
    return Prepared(
        path,
        workflow,
        around,
        None if options.event is None else _event(options.event),
        options.event is None and data is None,
        options.step,
        tuple(_report(given) for given in options.report),
        data,
    )


def _data(options: argparse.Namespace) -> DataOptions | None:
    try:
        return data_options(options)
    except WrongOptions as problem:
        raise Unusable(str(problem)) from None


def _workflow(path: Path) -> Workflow:
    try:
        return read_flow(path)
    except DuplicateNumbers as problem:
        raise Unusable(f"{problem} Opening the file in the window offers to do that.") from None
    except FileProblem as problem:
        raise Unusable(str(problem)) from None


def _surroundings(options: argparse.Namespace, workflow: Workflow) -> Surroundings:
    workspace = Workspace.of(options.flow)
    environment = environment_of(workspace, options.env) if options.env else Environment()
    try:
        given = _given_secrets(options.secrets)
    except FileProblem as problem:
        raise Unusable(str(problem)) from None
    flows = FlowReader(workspace).called(workflow).flows
    steps = [step for flow in (workflow, *flows.values()) for step in walk(flow)]
    connections = _used(workspace, steps)
    needed = frozenset(_variables((*steps, *connections.values())))
    source = SecretsInTurn(given, open_secrets(workspace.folder))
    around = surroundings(options.env, environment, source, str(workspace.folder), needed, given)
    trusted = options.trust or _trusted(workspace)
    return replace(around, connections=connections, flows=flows, trusted=trusted)


def _trusted(workspace: Workspace) -> bool:
    """Whether the user has said so in the window."""
    return TrustedFolders(UserData.standard().trusted_file).holds(workspace.folder)


def _used(workspace: Workspace, steps: Iterable[Step]) -> dict[str, Connection]:
    """The connections that steps use; one that is missing is named by the engine."""
    known = set(workspace.connections())
    names = {step.connection_name() for step in steps} & known
    return {name: connection_of(workspace, name) for name in sorted(names)}


def connection_of(workspace: Workspace, name: str) -> Connection:
    """The connection of that name.

    Raises:
        Unusable: It cannot be read.
    """
    try:
        return read_connection(workspace.connection_path(name)).without_operations()
    except FileProblem as problem:
        raise Unusable(str(problem)) from None


def _variables(values: Iterable[BaseModel]) -> Iterator[str]:
    """Names of the variables that steps and connections refer to."""
    for value in values:
        for _, template in parsed(value):
            for reference in template.references:
                if reference.root == "env" and reference.segments:
                    yield str(reference.segments[0])


def environment_of(workspace: Workspace, name: str) -> Environment:
    """The environment of that name.

    Raises:
        Unusable: There is none, or it cannot be read.
    """
    if name not in workspace.environments():
        names = ", ".join(workspace.environments())
        known = f"There is: {names}." if names else "It has no environments."
        raise Unusable(f"There is no environment “{name}” in {workspace.folder}. {known}")
    try:
        return read_environment(workspace.environment_path(name))
    except FileProblem as problem:
        raise Unusable(str(problem)) from None


def _given_secrets(file: Path | None) -> SecretSource:
    """Those that cost nothing to ask for: the keyring is only asked for what the run needs."""
    return SecretsInTurn(*((FileSecrets(file),) if file else ()), EnvironmentSecrets())


def _event(given: str) -> Json:
    """The event: JSON, or @FILE that holds it (@- for standard input)."""
    source = given[1:] if given.startswith("@") else "--event"
    try:
        event = parse(_read(source) if given.startswith("@") else given)
    except JsonError as error:
        hint = " A file is named as --event @FILE." if source == "--event" else ""
        raise Unusable(f"{source} is no JSON: {error}.{hint}") from None
    except OSError as error:
        raise Unusable(f"{source}: {error.strerror or error}.") from None
    if event is None:
        raise Unusable(f"{source}: an event cannot be null; without --event the example is used.")
    return event


def _read(source: str) -> bytes:
    return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()


def _report(given: str) -> tuple[str, Path]:
    kind, equals, file = given.partition("=")
    if kind not in REPORTS or not equals or not file:
        kinds = ", ".join(f"{kind}=FILE" for kind in REPORTS)
        raise Unusable(f"--report {given}: it is written as one of {kinds}.")
    return kind, Path(file)
