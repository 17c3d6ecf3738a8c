"""Asks before a run is stopped because its tab closes."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from builder.app.runner import Runner
from builder.look.language import tr


def may_stop(runner: Runner, name: str, window: QWidget) -> bool:
    """Whether a run may be stopped; it is stopped then. True when nothing runs.

    Args:
        runner: Runs the workflow whose tab closes.
        name: What the workflow is called.
        window: Parent of the question.
    """
    if not runner.running:
        return True
    question = QMessageBox(
        QMessageBox.Icon.Warning,
        tr("A run is under way"),
        tr("“{name}” is running. Closing it stops the run.", name=name),
        QMessageBox.StandardButton.Cancel,
        window,
    )
    stop = question.addButton(tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
    question.setDefaultButton(QMessageBox.StandardButton.Cancel)
    question.exec()
    is_wanted = question.clickedButton() is stop
    question.deleteLater()
    if is_wanted:
        runner.stop()
    return is_wanted
