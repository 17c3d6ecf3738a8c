"""What every field is handed: how things look and what can be referred to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from builder.document.code_desk import CodeDesk
from builder.document.connections import Connections
from builder.document.schema_desk import SchemaDesk
from builder.document.token_desk import TokenDesk
from builder.document.variables import Variables
from builder.look.theme import Look


def _unheard(_: str) -> None:
    """Nobody listens."""


class FormContext(msgspec.Struct, frozen=True):
    """Passed down through every form.

    Attributes:
        look: Colours and fonts.
        variables: What references can say at the step that is edited.
        folder: The workspace, which file paths are relative to; None for a lone flow.
        connections: The workspace's connections; None where none can be chosen.
        tokens: Fetches access tokens to try out an authorization; None where that is not offered.
        say: Takes a sentence the user should read.
        schemas: Asks GraphQL servers for their schemas; None where that is not offered.
        code: Compiles JavaScript to find its mistakes; None where that is not offered.
        own: Whether references to the step itself are offered (`Ui.own`).
    """

    look: Look
    variables: Variables
    folder: Path | None = None
    connections: Connections | None = None
    tokens: TokenDesk | None = None
    say: Callable[[str], None] = _unheard
    schemas: SchemaDesk | None = None
    code: CodeDesk | None = None
    own: bool = False
