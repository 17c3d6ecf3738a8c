"""The example workspace and the small server on loopback that it runs against.

The server answers behind the built-in variable `{{env.example_url}}`: whoever runs a workflow that
refers to it starts the server first, unless the environment defines the variable itself.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from builder import resource

if TYPE_CHECKING:
    from builder.model.environment import Surroundings
    from builder.model.workflow import Workflow

VARIABLE = "example_url"
"""The built-in variable: where the example server answers ("http://127.0.0.1:PORT")."""

FIRST = "sync-new-users.flow.json"
"""The workflow that is shown first."""


def folder() -> Path:
    """The example workspace as it ships, to be read only."""
    return resource.path("examples")


def first_flow() -> Path:
    """The workflow to begin with, as it ships."""
    return folder() / FIRST


def install(target: Path) -> Path:
    """Copy the example workspace into a folder of the user; files already there stay.

    Args:
        target: The folder; it is made when missing.

    Returns:
        The copy of the workflow to begin with.

    Raises:
        OSError: A file cannot be written.
    """
    source = folder()
    for file in sorted(source.rglob("*")):
        copy = target / file.relative_to(source)
        if file.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return target / FIRST


def needs_server(workflow: Workflow, surroundings: Surroundings) -> bool:
    """Whether the workflow refers to the example server and no environment says where it is."""
    if VARIABLE in surroundings.values:
        return False
    from builder.model.references import parsed  # the server's process needs no models
    from builder.model.workflow import walk

    return any(
        reference.root == "env" and reference.segments[:1] == (VARIABLE,)
        for step in walk(workflow)
        for _, template in parsed(step)
        for reference in template.references
    )


def with_server(surroundings: Surroundings, url: str) -> Surroundings:
    """The same surroundings with the example server's address in them."""
    return replace(surroundings, values={**surroundings.values, VARIABLE: url})
