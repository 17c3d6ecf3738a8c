"""Looking for problems in an open workflow, whenever typing rests."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from builder import examples
from builder.app.first_check import FirstCheck
from builder.document.document import Document
from builder.document.environments import Environments
from builder.document.function_faults import FunctionFaults
from builder.model.called_flows import flow_problems
from builder.model.check import Memory, problems
from builder.model.events import StepFinished
from builder.panels.merge_end import in_popup
from builder.storage.called_flows import FlowReader
from builder.storage.workspace import Workspace

DELAY_MS = 200
"""Problems are looked for when typing rests this long."""


class Checking(QObject):
    """Looks for what is wrong, and remembers what it found out about steps that stay the same.

    Args:
        document: The workflow.
        environments: Its environment and connections.
        folder: The workspace, for the workflows it calls.
        parent: Ends it when it goes.

    Signals:
        found: All problems there are now, a tuple of `Problem`.
    """

    found = Signal(object)

    def __init__(
        self, document: Document, environments: Environments, folder: Path | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._environments = environments
        self._facts = Memory()
        self._function_faults = FunctionFaults()
        self._flows = FlowReader(Workspace(folder or Path()))
        self._soon = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._soon.timeout.connect(self._rested)
        document.changed.connect(self._soon.start)
        environments.changed.connect(self._soon.start)

    def begin(self) -> None:
        """Look for the first time, a few steps at once."""
        FirstCheck(self._document.workflow, self._facts, self.now, self)

    def _rested(self) -> None:
        """Look for problems, but not in a field whose braces wait for the variable to be chosen."""
        if in_popup(QApplication.focusWidget()):
            self._soon.start()
        else:
            self.now()

    def now(self) -> None:
        """Look for problems at once."""
        environments, workflow = self._environments, self._document.workflow
        known = environments.variables | {examples.VARIABLE}
        current, connections = environments.current, environments.connections.all
        own = self._flows.path_of(self._document.path)
        found = (
            *problems(workflow, known, current, connections, self._facts),
            *flow_problems(workflow, self._flows.called(workflow), own),
            *self._function_faults.problems(workflow),
        )
        self.found.emit(found)

    def take(self, event: StepFinished) -> None:
        """Learn from how a step ended what is wrong with the function it calls."""
        if self._function_faults.take(event, self._document.workflow):
            self._soon.start()
