"""A variable or a connection under another name, and what has to follow in the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from builder.model.connection import Connection
from builder.model.place_label import field_label
from builder.model.references import (
    map_templates,
    templates,
    with_connection_renamed,
    with_variable_renamed,
)
from builder.model.step import Step
from builder.model.template import rename_variable
from builder.model.workflow import Workflow, walk


class Renamed(StrEnum):
    """What can get another name."""

    VARIABLE = "variable"
    CONNECTION = "connection"


@dataclass(frozen=True, slots=True)
class Renaming:
    """What was called `old` is called `new` now."""

    what: Renamed
    old: str
    new: str

    @property
    def title(self) -> str:
        """What the menu says after "Undo"."""
        return f"Rename {self.what} “{self.old}”"

    def workflow(self, before: Workflow) -> Workflow:
        """The workflow with the new name wherever the old one stood; the same without any."""
        if self.what is Renamed.VARIABLE:
            return with_variable_renamed(before, self.old, self.new)
        after = with_connection_renamed(before, self.old, self.new)
        return before if after == before else after

    def connection(self, before: Connection) -> Connection:
        """The connection with the new name wherever the old one stood; the same without any."""
        if self.what is Renamed.CONNECTION:
            return before

        def change(text: str) -> str:
            return rename_variable(text, self.old, self.new) if "{{" in text else text

        return map_templates(before, change)

    def may_be_in(self, data: bytes) -> bool:
        """Whether a file can hold the old name; one that is not written plainly always can."""
        plain = self.old.isascii() and self.old.isidentifier()
        return not plain or self.old.encode() in data


def changed_places(before: Workflow, after: Workflow) -> Iterator[str]:
    """Where two workflows of the same steps differ: "step 2 (Get user): Headers, row 1, value"."""
    for old, new in zip(walk(before), walk(after), strict=True):
        for label in _labels(old, new):
            yield f"step {old.number} ({old.title}): {label}"


def _labels(old: Step, new: Step) -> Iterator[str]:
    if old.connection_name() != new.connection_name():
        yield "Connection"
    texts = zip(templates(old), templates(new), strict=True)
    for (place, text), (_, changed) in texts:
        if text != changed:
            yield field_label(old, place)
