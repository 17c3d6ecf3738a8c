"""The connection files of a workspace, read and written as one."""

from __future__ import annotations

from builder.model.connection import Connection
from builder.storage.files import open_connection, write_connection
from builder.storage.named_files import NamedFiles
from builder.storage.workspace import Workspace


class ConnectionFiles(NamedFiles[Connection]):
    """What lies in the connections' files, as far as it was read or written here."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace.connections, workspace.connection_path, open_connection, write_connection
        )
