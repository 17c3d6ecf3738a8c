"""The user guide, shown from the Markdown files that ship with the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

import builder
from builder import resource
from builder.look.language import tr

MARGIN = 28


def guide_folder() -> Path:
    """Where the guide lies: beside the other resources when installed, in docs/ in a checkout."""
    installed = resource.path("guide")
    return installed if installed.is_dir() else Path(builder.__file__).parents[1] / "docs" / "guide"


class Guide(QDialog):
    """A window that shows the guide and follows its links; other links are not opened."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Steploom user guide"))
        self.resize(820, 680)
        self.browser = QTextBrowser(self)
        self.browser.setOpenExternalLinks(False)
        self.browser.sourceChanged.connect(self._with_margin)
        self.browser.setSource(QUrl.fromLocalFile(str(guide_folder() / "index.md")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.browser)

    def _with_margin(self) -> None:
        self.browser.document().setDocumentMargin(MARGIN)
