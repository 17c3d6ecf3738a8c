"""Asks once whether a workspace is trusted, before it does anything that needs it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from builder.document.environments import Environments
from builder.look.language import tr
from builder.model.workflow import Workflow
from builder.storage.called_flows import with_called_flows
from builder.storage.file_problem import FileProblem
from builder.storage.trust import Concerns, TrustedFolders, concerns
from builder.storage.workspace import Workspace

SHOWN = 8
"""How many of a kind are listed."""


class TrustQuestion:
    """Stands between a workspace and its runs.

    A workspace that needs no trust is never asked about. What the user says once is remembered.

    Args:
        workspace: The workspace.
        environments: Its environments, which hand on that it is trusted.
        known: What was trusted before.
        own: Whether this is the example that comes with the program.
        window: What the question lies over.
    """

    def __init__(
        self,
        workspace: Workspace,
        environments: Environments,
        known: TrustedFolders,
        own: bool,
        window: QWidget,
    ) -> None:
        self._workspace = workspace
        self._environments = environments
        self._known = known
        self._window = window
        self._asking: QMessageBox | None = None
        environments.trusted = own or known.holds(workspace.folder)
        environments.permit = self.permit
        if workspace.is_empty:  # whatever it will hold is made here
            self._trust()

    def permit(self, workflow: Workflow, again: Callable[[], object]) -> bool:
        """Whether a run may begin now; else the user is asked, and a yes begins it.

        Args:
            workflow: What is to run.
            again: Begins the run, once the workspace is trusted.
        """
        if self._environments.trusted:
            return True
        around = with_called_flows(self._environments.surroundings(), workflow)
        found = concerns((workflow, *around.flows.values()), around)
        if found:
            self._ask(found, again)
        return not found

    def _ask(self, found: Concerns, again: Callable[[], object]) -> None:
        if self._asking is not None:
            self._asking.raise_()
            return
        box = QMessageBox(
            QMessageBox.Icon.Question,
            tr("Trust this workspace?"),
            tr(
                "Do you trust the workspace “{name}”? Running it does this:",
                name=self._workspace.name,
            ),
            parent=self._window,
        )
        box.setInformativeText(sentences(found))
        box.setTextFormat(Qt.TextFormat.PlainText)
        trust = box.addButton(tr("Trust and run"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(tr("Do not run"), QMessageBox.ButtonRole.RejectRole))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asking = box
        box.finished.connect(lambda _: self._answered(box.clickedButton() is trust, again))
        box.open()

    def _answered(self, trusted: bool, again: Callable[[], object]) -> None:
        self._asking = None
        if not trusted:
            return
        self._trust()
        again()

    def _trust(self) -> None:
        self._environments.trusted = True
        try:
            self._known.add(self._workspace.folder)
        except FileProblem as problem:
            self._environments.failed.emit(
                tr("That you trust it cannot be noted: {why}", why=problem)
            )


def sentences(found: Concerns) -> str:
    """What a workspace does, for the question."""
    parts = (
        ("Secrets are sent to", found.hosts),
        ("Files outside the workspace are read:", found.files),
        ("Python functions run with all rights that you have:", found.functions),
    )
    return "\n\n".join(f"{tr(words)} {_listed(items)}" for words, items in parts if items)


def _listed(items: tuple[str, ...]) -> str:
    more = f" and {len(items) - SHOWN} more" if len(items) > SHOWN else ""
    return ", ".join(items[:SHOWN]) + more
