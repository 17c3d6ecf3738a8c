"""Connections to well-known APIs that ship with the program, ready to be given credentials."""

from __future__ import annotations

from builder import resource
from builder.model.connection import Connection
from builder.storage.files import read_connection
from builder.storage.workspace import CONNECTION, stem


def gallery() -> tuple[str, ...]:
    """The names of the APIs, sorted. Listing them reads no file."""
    files = resource.path("connections").glob(f"*{CONNECTION}")
    return tuple(sorted((stem(file) for file in files), key=str.casefold))


def definition(name: str) -> Connection:
    """The connection to an API of the gallery.

    Raises:
        FileProblem: The installation is damaged.
    """
    return read_connection(resource.path("connections", f"{name}{CONNECTION}"))
