"""Where in a run a step stands, read from the `path` of its events (see `model/events.py`)."""

from __future__ import annotations

import re

CALL = "/"
"""Stands in the path of what a sub-workflow does."""
_INNER = re.compile(r"\[(\d+)\]|/")


def place(path: str, step: int) -> str:
    """A step with where in the run it stands: "3", "4[12].5", "7/3"."""
    joint = "" if not path or path.endswith("/") else "."
    return f"{path}{joint}{step}"


def around(path: str) -> tuple[str, ...]:
    """The places of the Fan Outs and sub-workflows that a path is inside of, outermost first."""
    return tuple(path[: inner.start()] for inner in _INNER.finditer(path))


def indexes(path: str) -> tuple[int, ...]:
    """Which item of each Fan Out around it, outermost first."""
    return tuple(int(inner[1]) for inner in _INNER.finditer(path) if inner[1])
