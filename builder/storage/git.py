"""Asking the program `git` for earlier versions of a file: what to call, and what it answers.

Only commands that read are used. Nothing in a repository's configuration can make them run another
program, ask for a password or touch the network: plumbing commands know no pagers, hooks,
signatures, filters or external diffs, and every transport is forbidden.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from builder.model.json_text import JsonError, parse
from builder.model.workflow import Workflow
from builder.storage.file_problem import FileProblem
from builder.storage.flow_format import to_workflow
from builder.storage.source import LARGEST

MOST_REVISIONS = 500
"""Revisions of a file that are listed."""

_MARK = "\x1e"
_FORMAT = f"{_MARK}%H%x00%aI%x00%an%x00%s"
_REVISION = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SAFE = (
    "--no-pager",
    "--literal-pathspecs",
    "--no-optional-locks",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "protocol.allow=never",
)


class Revision(msgspec.Struct, frozen=True):
    """One commit that changed a file.

    Attributes:
        name: The commit's hash.
        moment: When it was written.
        author: By whom.
        subject: The first line of its message.
    """

    name: str
    moment: datetime
    author: str
    subject: str


class GitCall(msgspec.Struct, frozen=True):
    """A call of the program.

    Attributes:
        program: Its path.
        arguments: What it is called with.
        folder: Where it works.
        environment: Its whole environment.
    """

    program: str
    arguments: tuple[str, ...]
    folder: str
    environment: Mapping[str, str]


def revisions_call(path: Path) -> GitCall | None:
    """What lists the revisions of a file; None when git is not installed."""
    options = ("rev-list", f"--max-count={MOST_REVISIONS}", f"--format={_FORMAT}")
    return _call(path, (*options, "HEAD", "--", path.name))


def version_call(path: Path, revision: str) -> GitCall | None:
    """What gives a file as it was in a revision; None when git is not installed.

    Raises:
        ValueError: That is no name of a revision.
    """
    if not _REVISION.fullmatch(revision):
        raise ValueError(f"no revision: {revision!r}")
    return _call(path, ("cat-file", "blob", f"{revision}:./{path.name}"))


def revisions(answer: bytes) -> tuple[Revision, ...]:
    """What `revisions_call` answered, the latest first."""
    found = []
    for record in answer.decode("utf-8", "replace").split(_MARK)[1:]:
        # What follows the first line is the head of the next record.
        parts = record.split("\n", 1)[0].split("\x00")
        if len(parts) == 4 and _REVISION.fullmatch(parts[0]):
            found.append(Revision(parts[0], datetime.fromisoformat(parts[1]), *parts[2:]))
    return tuple(found)


def version(answer: bytes, path: Path) -> Workflow:
    """What `version_call` answered.

    Raises:
        FileProblem: It is no workflow, as `open_flow` says it.
    """
    if len(answer) > LARGEST:
        raise FileProblem(path, "That version is too large to be a workflow.")
    try:
        plain = parse(answer)
    except JsonError as error:
        raise FileProblem(path, f"{error.reason} That version is no workflow.") from error
    if not isinstance(plain, dict):
        raise FileProblem(path, "That version is no workflow: it is no JSON object.")
    return to_workflow(plain, path)


def refusal(answer: str) -> str:
    """What git's error means for somebody who looks for versions of a file."""
    said = answer.casefold()
    if "not a git repository" in said:
        return "The folder is no git repository, so there are no earlier versions."
    if "dubious ownership" in said:
        return (
            "The repository belongs to another user, so git refuses to read it. Add the folder to "
            "git's safe.directory if you trust it."
        )
    if "bad revision 'head'" in said or "unknown revision" in said:
        return "Nothing has been committed here yet."
    if "does not exist in" in said or "not in" in said:
        return "The file does not exist in that revision."
    first = next(iter(answer.strip().splitlines()), "no reason")
    return f"git says: {first}"


def _call(path: Path, arguments: tuple[str, ...]) -> GitCall | None:
    program = shutil.which("git")
    if program is None:
        return None
    return GitCall(program, (*_SAFE, *arguments), str(path.parent), _environment())


def _environment() -> dict[str, str]:
    """This one's, without what points git elsewhere, in English and without prompts."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {
        **kept,
        "LC_ALL": "C.UTF-8",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
    }
