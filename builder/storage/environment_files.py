"""The environment files of a workspace, read and written as one."""

from __future__ import annotations

from builder.model.environment import Environment
from builder.storage.files import open_environment, write_environment
from builder.storage.named_files import NamedFiles
from builder.storage.workspace import Workspace


class EnvironmentFiles(NamedFiles[Environment]):
    """What lies in the environments' files, as far as it was read or written here."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            workspace.environments, workspace.environment_path, open_environment, write_environment
        )
