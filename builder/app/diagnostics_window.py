"""Shows the diagnostics before they are given away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from builder.look.language import tr
from builder.storage.atomic import write_bytes
from builder.storage.file_problem import FileProblem

NAME = "steploom-diagnostics.txt"


class DiagnosticsWindow(QDialog):
    """The report, to be read, copied or saved; nothing is sent anywhere.

    Args:
        text: The report.
        parent: The window it belongs to.
    """

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export diagnostics"))
        self.resize(640, 560)
        self.setMinimumSize(320, 240)
        words = tr("This is all that is exported. Secrets are masked. Nothing is sent anywhere.")
        about = QLabel(words, self)
        about.setProperty("muted", True)
        about.setWordWrap(True)
        self.text = QPlainTextEdit(text, self)
        self.text.setReadOnly(True)
        self.text.setProperty("code", True)
        self.text.setAccessibleName(tr("Diagnostics"))
        self.said = QLabel(self)
        self.said.setWordWrap(True)
        self.said.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.rejected.connect(self.reject)
        self.copy = QPushButton(tr("Copy"), self)
        self.copy.setToolTip(tr("Copy all of it"))
        self.copy.clicked.connect(self._copy)
        self.save = QPushButton(tr("Save…"), self)
        self.save.setToolTip(tr("Write it to a file"))
        self.save.clicked.connect(self._save)
        for button in (self.copy, self.save):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        for widget in (about, self.text, self.said, buttons):
            column.addWidget(widget)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._say(tr("Copied."))

    def _save(self) -> None:
        start = str(Path.home() / NAME)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export diagnostics"), start)
        if not chosen:
            return
        try:
            write_bytes(Path(chosen), self.text.toPlainText().encode())
        except (FileProblem, OSError) as problem:
            self._say(tr("It was not saved: {why}", why=problem), "error")
        else:
            self._say(tr("Saved as {name}.", name=chosen))

    def _say(self, text: str, tone: str = "") -> None:
        self.said.setProperty("tone", tone)
        self.said.style().polish(self.said)
        self.said.setText(text)
        self.said.show()
