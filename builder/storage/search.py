"""Searching the files of a workspace, one after another."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from builder.model.search import Hit, Question, in_connection, in_environment, in_workflow, named
from builder.storage.file_problem import FileProblem
from builder.storage.files import read_connection, read_environment, read_flow
from builder.storage.source import read_bytes
from builder.storage.workspace import Workspace, stem

MOST_IN_FILE = 200
"""Hits in one file that are told."""

FLOW, CONNECTION, ENVIRONMENT = "flow", "connection", "environment"


class FileHits(msgspec.Struct, frozen=True):
    """What was found in one file.

    Attributes:
        kind: "flow", "connection" or "environment".
        name: Path of a workflow relative to the workspace; the name of the others.
        hits: Where, in order.
        fault: Why the file could not be read; empty when it could.
    """

    kind: str
    name: str
    hits: tuple[Hit, ...]
    fault: str = ""


def search(
    workspace: Workspace, question: Question, left_out: Collection[str] = ()
) -> Iterator[FileHits | None]:
    """Search all files: workflows, then connections, then environments.

    Args:
        workspace: Where to search.
        question: What to find.
        left_out: Workflows that are not read, by path relative to the workspace: open ones.

    Yields:
        What was found in a file, and None for a file without; a break can be made at each.
    """
    for path in workspace.flows():
        name = workspace.path_of(path)
        if name not in left_out:
            yield _searched(FLOW, name, path, question)
    for name in workspace.connections():
        yield _searched(CONNECTION, name, workspace.connection_path(name), question)
    for name in workspace.environments():
        yield _searched(ENVIRONMENT, name, workspace.environment_path(name), question)


def _searched(kind: str, name: str, path: Path, question: Question) -> FileHits | None:
    own = named(question, stem(path))
    before = () if own is None else (own,)
    try:
        data, _ = read_bytes(path)
        hits = tuple(_hits(kind, path, question)) if question.may_be_in(data) else ()
    except FileProblem as problem:
        return FileHits(kind, name, before, problem.sentence)
    return FileHits(kind, name, before + hits) if before or hits else None


def _hits(kind: str, path: Path, question: Question) -> Iterator[Hit]:
    if kind == CONNECTION:
        found: Iterator[Hit | None] = in_connection(question, read_connection(path))
    elif kind == ENVIRONMENT:
        found = in_environment(question, read_environment(path))
    else:
        found = in_workflow(question, read_flow(path))
    yield from islice((hit for hit in found if hit is not None), MOST_IN_FILE)
