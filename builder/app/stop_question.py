"""Asks before a run is stopped because its tab closes."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from builder.app.flow_tab import FlowTab
from builder.look.language import tr


def may_stop(tab: FlowTab, window: QWidget) -> bool:
    """Whether the tab's run may be stopped; it is stopped then. True when nothing runs."""
    if not tab.runner.running:
        return True
    question = QMessageBox(
        QMessageBox.Icon.Warning,
        tr("A run is under way"),
        tr("“{name}” is running. Closing it stops the run.", name=tab.document.name),
        QMessageBox.StandardButton.Cancel,
        window,
    )
    stop = question.addButton(tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
    question.setDefaultButton(QMessageBox.StandardButton.Cancel)
    question.exec()
    is_wanted = question.clickedButton() is stop
    question.deleteLater()
    if is_wanted:
        tab.runner.stop()
    return is_wanted
