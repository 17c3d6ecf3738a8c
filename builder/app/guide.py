"""The user guide, shown from the Markdown files that ship with the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QPixmap, QResizeEvent, QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtGui import QTextDocument as Document
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

import builder
from builder import resource
from builder.look.language import tr

MARGIN = 28
LINE = 135
"""Distance of lines, percent of the font's."""
INDENT = 40
"""Of lists, px: there are pictures in them."""
SETTLED_MS = 120
"""Pictures follow the width of the window once it has stayed for so long."""
_PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"


def guide_folder() -> Path:
    """Where the guide lies: beside the other resources when installed, in docs/ in a checkout."""
    installed = resource.path("guide")
    return installed if installed.is_dir() else Path(builder.__file__).parents[1] / "docs" / "guide"


class Pages(QTextBrowser):
    """The pages, with pictures as wide as there is room and, where there is one, of the theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._settled = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._settled.timeout.connect(self._show_again)
        self._width = 0
        self._pictures: dict[str, QUrl | str] = {}

    @property
    def room(self) -> int:
        """Pixels beside each other that a page has."""
        return max(120, self.viewport().width() - 2 * MARGIN - INDENT)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture fits the page; anything else is as it lies on disk."""
        if kind != Document.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        self._pictures[QUrl(name).toString()] = name
        path = Path(self.source().resolved(QUrl(name)).toLocalFile())
        dark = path.with_stem(f"{path.stem}-dark")
        is_dark = self.palette().base().color().lightness() < 128
        picture = QPixmap(str(dark if is_dark and dark.is_file() else path))
        if picture.width() <= self.room:
            return picture
        return picture.scaledToWidth(self.room, Qt.TransformationMode.SmoothTransformation)

    def doSetSource(
        self,
        name: QUrl | str,
        /,
        type: Document.ResourceType = Document.ResourceType.UnknownResource,
    ) -> None:
        """Give the page room to breathe."""
        self._pictures.clear()
        super().doSetSource(name, type)
        self._width = self.room
        self.document().setDocumentMargin(MARGIN)
        block = self.document().begin()
        while block.isValid():
            _space(block)
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let pictures follow."""
        super().resizeEvent(event)
        self._settled.start()

    def _show_again(self) -> None:
        if self.room == self._width:
            return
        self._width = self.room
        kind, document = Document.ResourceType.ImageResource.value, self.document()
        for name in tuple(self._pictures.values()):
            document.addResource(kind, QUrl(name), self.loadResource(kind, name))
        document.markContentsDirty(0, document.characterCount())


def _space(block: QTextBlock) -> None:
    """Set lines, paragraphs and headings apart."""
    cursor = QTextCursor(block)
    style = block.blockFormat()
    if cursor.currentTable() is not None or style.property(style.Property.BlockCodeFence):
        return
    level = style.headingLevel()
    style.setTopMargin(18 if level > 1 else 0)
    style.setBottomMargin(4 if block.textList() is not None else 10)
    if _PICTURE not in block.text():
        style.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.setBlockFormat(style)


class Guide(QDialog):
    """A window that shows the guide and follows its links; other links are not opened."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Steploom user guide"))
        self.resize(820, 680)
        self.browser = Pages(self)
        self.browser.setProperty("plain", True)
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.back = self._button(tr("Back"), tr("The page before"), self.browser.backward)
        contents = tr("Contents")
        self.contents = self._button(contents, tr("The list of all pages"), self.browser.home)
        bar = QFrame()
        bar.setProperty("bar", True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.back)
        row.addWidget(self.contents)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.browser)
        self.browser.backwardAvailable.connect(self.back.setEnabled)
        self.back.setEnabled(False)
        self.browser.setSource(QUrl.fromLocalFile(str(guide_folder() / "index.md")))
        self.browser.setFocus()

    def _button(self, text: str, tip: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self, autoDefault=False)
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button
