"""The notes of a field in the language of the interface."""

from __future__ import annotations

from dataclasses import replace

from builder.look.language import tr
from builder.model.ui import Ui

SHOWN = ("label", "tab", "section", "help", "placeholder")
"""The notes that the user reads."""


def spoken(note: Ui) -> Ui:
    """The same notes, what the user reads of them translated."""
    return replace(
        note,
        label=tr(note.label),
        tab=tr(note.tab),
        section=tr(note.section),
        help=tr(note.help),
        placeholder=tr(note.placeholder),
    )
