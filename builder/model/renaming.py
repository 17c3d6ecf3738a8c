"""A variable, a connection or a workflow under another name, and what has to follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.model.connection import Connection
from builder.model.references import (
    map_templates,
    with_connection_renamed,
    with_flow_renamed,
    with_variable_renamed,
)
from builder.model.search import Question, Wanted
from builder.model.template import rename_variable
from builder.model.workflow import Workflow


class Renamed(StrEnum):
    """What can get another name."""

    VARIABLE = "variable"
    CONNECTION = "connection"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Renaming:
    """What was called `old` is called `new` now.

    A workflow is called by its path relative to the workspace; with a slash at the end it is a
    folder of workflows.
    """

    what: Renamed
    old: str
    new: str

    @property
    def title(self) -> str:
        """What the menu says after "Undo"."""
        what = "workflow" if self.what is Renamed.FLOW else self.what
        return f"Rename {what} “{self.old}”"

    @property
    def question(self) -> Question:
        """What finds the uses of the old name."""
        return Question(Wanted(self.what.value), self.old)

    def workflow(self, before: Workflow) -> Workflow:
        """The workflow with the new name wherever the old one stood; the same without any."""
        if self.what is Renamed.VARIABLE:
            return with_variable_renamed(before, self.old, self.new)
        if self.what is Renamed.FLOW:
            return with_flow_renamed(before, self.old, self.new)
        return with_connection_renamed(before, self.old, self.new)

    def connection(self, before: Connection) -> Connection:
        """The connection with the new name wherever the old one stood; the same without any."""
        if self.what is not Renamed.VARIABLE:
            return before

        def change(text: str) -> str:
            return rename_variable(text, self.old, self.new) if "{{" in text else text

        return map_templates(before, change)
