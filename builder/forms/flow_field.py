"""A workflow of the workspace, by its path."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from builder.forms.context import FormContext
from builder.forms.pick_field import PickField
from builder.model.ui import Ui
from builder.storage.workspace import Workspace


class FlowField(PickField):
    """The path of a flow file, relative to the workspace: chosen, or typed with completion."""

    def __init__(self, context: FormContext, note: Ui, parent: QWidget | None = None) -> None:
        super().__init__(context, note, self._flows, parent)
        self.finish()

    def _flows(self) -> tuple[str, ...]:
        folder = self.context.folder
        if folder is None:
            return ()
        workspace = Workspace(folder)
        return tuple(workspace.path_of(flow) for flow in workspace.flows())
