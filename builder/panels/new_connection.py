"""How a connection is made: from the gallery, empty, or from an API's description."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from builder.look.language import tr
from builder.model.connection import Connection
from builder.storage.file_problem import FileProblem
from builder.storage.gallery import definition, gallery

WORDS = (
    "A connection holds what all requests to one API share: base URL, authorization, default "
    "headers. Pick an API, or begin with an empty one."
)


class NewConnection(QWidget):
    """Offers the gallery, an empty connection, and descriptions (OpenAPI 3).

    Signals:
        made: Name that is wanted, and the `Connection`.
        described: File or URL of an OpenAPI 3 document; empty to ask for a file.
        failed: Why an entry of the gallery cannot be used.
    """

    made = Signal(str, object)
    described = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Find an API…"))
        self.search.setAccessibleName(tr("Find an API"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Well-known APIs"))
        self.list.addItems(gallery())
        self.empty = QPushButton(tr("Empty connection"), self)
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("https://…/openapi.json")
        self.address.setAccessibleName(tr("Address of an OpenAPI 3 document"))
        self.load = QPushButton(tr("Load"), self)
        self.load.setToolTip(tr("Read the OpenAPI 3 document at this address"))
        self.file = QPushButton(tr("From file…"), self)
        self.file.setToolTip(tr("Read an OpenAPI 3 document (JSON or YAML) from a file"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        words = QLabel(tr(WORDS), self)
        described = QLabel(tr("Or from an OpenAPI 3 document:"), self)
        for label in (words, described):
            label.setProperty("muted", True)
            label.setWordWrap(True)
        row = QHBoxLayout()
        for widget in (self.address, self.load, self.file):
            row.addWidget(widget)
        row.setStretchFactor(self.address, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(described)
        column.addLayout(row)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._choose_first)
        self.list.itemClicked.connect(lambda item: self._choose(item.text()))
        self.list.itemActivated.connect(lambda item: self._choose(item.text()))
        self.empty.clicked.connect(self._make_empty)
        self.file.clicked.connect(lambda: self.described.emit(""))
        self.load.clicked.connect(self._load)
        self.address.returnPressed.connect(self._load)

    def _make_empty(self) -> None:
        self.made.emit(tr("New connection"), Connection.model_validate({}))

    def _filter(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _choose_first(self) -> None:
        for row in range(self.list.count()):
            if not self.list.item(row).isHidden():
                self._choose(self.list.item(row).text())
                return

    def _choose(self, name: str) -> None:
        try:
            self.made.emit(name, definition(name))
        except FileProblem as problem:
            self.failed.emit(str(problem))

    def _load(self) -> None:
        if self.address.text().strip():
            self.described.emit(self.address.text().strip())
