"""Lets runs belong to their workflow when its file moves, or when it gets its first one."""

from __future__ import annotations

from collections.abc import Sequence

from builder.history.store import Store


class FlowFiles:
    """Writes in runs which file their workflow lies in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def moved(self, workspace: str, old: str, new: str, name: str) -> None:
        """Let the runs of a workflow whose file has moved stay its runs.

        Args:
            workspace: Its workspace's folder.
            old: Where the file was, as the workspace names it.
            new: Where it is now.
            name: What the workflow is called now.
        """
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE runs SET flow_path = ?, flow = ? WHERE workspace = ? AND flow_path = ?",
                (new, name, workspace, old),
            )

    def given(self, keys: Sequence[str], path: str, name: str) -> None:
        """Let runs of a workflow that had no file yet be those of its first file.

        Args:
            keys: The runs' keys.
            path: The file, as the workspace names it.
            name: What the workflow is called now.
        """
        with self._store.writing() as connection:
            connection.executemany(
                "UPDATE runs SET flow_path = ?, flow = ? WHERE key = ? AND flow_path = ''",
                [(path, name, key) for key in keys],
            )
