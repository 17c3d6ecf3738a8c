"""Says whose rows a list of runs shows, and leads back to all runs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from builder.document.history_words import rows_text, when_text
from builder.history.entries import RunEntry
from builder.look.language import tr


class RowsCrumb(QWidget):
    """A button and a sentence above the list; not there while all runs are listed.

    Attributes:
        of: The data-driven run whose rows are listed; None while all runs are.

    Signals:
        left: The user wants all runs again.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.of: RunEntry | None = None
        self.back = QPushButton(tr("‹ All runs"), self)
        self.back.setAccessibleName(tr("All runs"))
        self.back.setToolTip(tr("Back to the list of all runs (Alt+Left)"))
        self.back.setShortcut("Alt+Left")
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setToolTip(
            tr("The first 100 rows are kept whole, and of the others up to 1,000 that failed.")
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.back)
        line.addWidget(self.said, 1)
        self.back.clicked.connect(self.left)
        self.hide()

    def show_run(self, run: RunEntry | None) -> None:
        """Say that the rows of this run are listed; None for all runs."""
        self.of = run
        self.setVisible(run is not None)
        if run is not None:
            when = when_text(run.started)
            words = tr("{flow}, {time}: {rows}", flow=run.flow, time=when, rows=rows_text(run))
            self.said.setText(words)
