"""The workspace's connections: what lies in their files, edited with undo."""

from __future__ import annotations

from PySide6.QtCore import QObject

from builder.document.named_values import NamedValues
from builder.look.language import tr
from builder.model.connection import Connection
from builder.storage.connection_files import ConnectionFiles
from builder.storage.workspace import Workspace, name_fault


class Connections(NamedValues[Connection]):
    """All connections of a workspace."""

    plural = "connections"

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(ConnectionFiles(workspace), parent)

    def fault_of(self, name: str, renamed: str = "") -> str:
        """Why a connection cannot be called that; empty when it can.

        Args:
            name: What is wanted.
            renamed: The connection that is to get the name, so that its own name is not taken.
        """
        taken = {other.casefold() for other in self.names if other != renamed}
        if name.casefold() in taken:
            return tr("There is a connection “{name}” already.", name=name)
        return name_fault(name)

    def create(self, wanted: str, connection: Connection) -> str:
        """Make a connection; its name, which has a number behind it when it was taken.

        Raises:
            ValueError: It cannot be called that; the message says why.
        """
        _refuse(name_fault(wanted))
        name, number = wanted, 2
        while self.fault_of(name):
            name, number = f"{wanted} {number}", number + 1
        self.edit(name, connection, tr("New connection “{name}”", name=name))
        return name

    def rename(self, old: str, new: str) -> None:
        """Rename a connection.

        Raises:
            ValueError: It cannot be called that; the message says why.
        """
        if new == old:
            return
        _refuse(self.fault_of(new, renamed=old))
        others = {name: other for name, other in self.all.items() if name != old}
        self.edit_all(tr("Rename {name}", name=f"“{old}”"), {**others, new: self.all[old]})

    def remove(self, name: str) -> None:
        """Delete a connection; undo brings it back."""
        others = {other: value for other, value in self.all.items() if other != name}
        self.edit_all(tr("Delete {name}", name=f"“{name}”"), others)


def _refuse(fault: str) -> None:
    if fault:
        raise ValueError(fault)
