"""`steploom check`: everything that is wrong with files, found without running them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from builder.cli.exit_codes import FAILED, SUCCEEDED, UNUSABLE
from builder.cli.preparation import Unusable, connection_of, environment_of
from builder.examples import VARIABLE
from builder.model.called_flows import flow_problems
from builder.model.check import problems
from builder.model.problem import Problem, Severity
from builder.model.workflow import Workflow, find
from builder.storage.called_flows import FlowReader
from builder.storage.files import FileProblem, read_connection, read_environment, read_flow
from builder.storage.workspace import CONNECTION, ENVIRONMENT, Workspace


def check_command(options: argparse.Namespace) -> int:
    """Print the problems of all files; returns the exit code."""
    worst = SUCCEEDED
    for path in _files(options.paths):
        worst = max(worst, _check(path, options.env))
    return worst


def line(path: Path, workflow: Workflow, problem: Problem) -> str:
    """A problem on one line: "file: step 3 (name): warning: field: message"."""
    parts = [str(path)]
    step = None if problem.step is None else find(workflow, problem.step)
    if problem.step is not None:
        parts.append(f"step {problem.step} ({step.title})" if step else f"step {problem.step}")
    if problem.severity is Severity.WARNING:
        parts.append("warning")
    if problem.field:
        parts.append(problem.field)
    return ": ".join([*parts, problem.message])


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files as they are named; of a folder its workflows, environments and connections."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        workspace = Workspace(path)
        yield from (path / workspace.path_of(flow) for flow in workspace.flows())
        for name in workspace.environments():
            yield path / "environments" / workspace.environment_path(name).name
        for name in workspace.connections():
            yield path / "connections" / workspace.connection_path(name).name


def _check(path: Path, environment: str) -> int:
    """Print what is wrong with one file; the exit code it is worth."""
    try:
        if path.name.endswith(ENVIRONMENT):
            read_environment(path)
            return SUCCEEDED
        if path.name.endswith(CONNECTION):
            return _check_connection(path)
        return _check_flow(path, environment)
    except (FileProblem, Unusable) as problem:
        print(problem, file=sys.stderr)
        return UNUSABLE


def _check_flow(path: Path, environment: str) -> int:
    workflow = read_flow(path)
    workspace = Workspace.of(path)
    connections = {name: connection_of(workspace, name) for name in workspace.connections()}
    variables = _variables(workspace, environment)
    reader = FlowReader(workspace)
    called = reader.called(workflow)
    found = (
        *problems(workflow, variables, environment, connections),
        *flow_problems(workflow, called, reader.path_of(path.resolve())),
    )
    for problem in found:
        print(line(path, workflow, problem))
    errors = any(problem.severity is Severity.ERROR for problem in found)
    return FAILED if errors else SUCCEEDED


def _check_connection(path: Path) -> int:
    found = tuple(read_connection(path).problems())
    for problem in found:
        print(": ".join(part for part in (str(path), problem.field, problem.message) if part))
    return FAILED if found else SUCCEEDED


def _variables(workspace: Workspace, environment: str) -> frozenset[str]:
    """The variables of one environment, or those that any environment of the workspace has."""
    names = (environment,) if environment else workspace.environments()
    found = {VARIABLE}
    for name in names:
        found.update(variable.name for variable in environment_of(workspace, name).variables)
    return frozenset(found)
