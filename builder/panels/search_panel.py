"""The search page of the left side: words to find in the workspace, or where something is used."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from builder.look.icons import icon
from builder.look.language import tr, tr_count
from builder.look.theme import Look
from builder.panels.search_results import SearchResults
from builder.storage.search import FileHits

REST_MS = 180
"""Typing that rests this long is searched for."""


class SearchPanel(QWidget):
    """A field, what was found, and a line that says how much.

    Signals:
        asked: Words to find; empty when there is nothing to find.
        opened: As `SearchResults.opened`.
    """

    asked = Signal(str)
    opened = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._places = self._files = 0
        self._ended = ""
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Search the workspace"))
        self.field.setAccessibleName(tr("Search the workspace"))
        self.field.setToolTip(
            tr("Finds names, URLs, keys, values, notes and code; never the value of a secret")
        )
        self.field.setClearButtonEnabled(True)
        self._glass = self.field.addAction(
            icon("search", look.theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.subject = QLabel(self)
        self.subject.setWordWrap(True)
        self.subject.setFont(look.font(bold=True))
        self.back = QToolButton(self)
        self.back.setAccessibleName(tr("Back to the search"))
        self.back.setToolTip(tr("Back to the search"))
        self.results = SearchResults(look, self)
        self.results.setAccessibleName(tr("Places found"))
        self.said = QLabel(self)
        self.said.setProperty("muted", True)
        self.said.setWordWrap(True)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._lay_out()
        self._connect()
        self._tint()
        self.clear()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(4, 0, 0, 0)
        row.addWidget(self.subject, 1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.results, 1)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._rest.start)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self._rest.timeout.connect(self._ask)
        self.back.clicked.connect(self._go_back)
        self.results.opened.connect(self.opened)
        self.results.filled.connect(self._say_end)
        self._look.changed.connect(self._tint)

    def take_words(self, words: str = "") -> None:
        """Put the focus into the field, with these words in it unless there are none."""
        if words:
            self.field.setText(words)
        if not self.subject.isHidden():
            self._go_back()
        self.field.setFocus()
        self.field.selectAll()

    def begin(self, subject: str = "") -> None:
        """A search begins; `subject` says what is looked for other than the words in the field."""
        self._rest.stop()
        self._places = self._files = 0
        self._ended = ""
        self.results.forget()
        self.subject.setText(subject)
        self.subject.setVisible(bool(subject))
        self.back.setVisible(bool(subject))
        self.field.setVisible(not subject)
        self.said.setText(tr("Searching…"))
        self.said.show()

    def add(self, file: FileHits) -> None:
        """List what was found in a file."""
        self._files += 1
        self._places += len(file.hits)
        self.results.add(file)

    def finish(self, searched: int, cut: bool, error: str = "") -> None:
        """The search is over: how many files were looked at, and whether there is more."""
        places = tr_count("{n} place", "{n} places", self._places)
        files = tr_count("{n} file", "{n} files", self._files)
        if error:
            said = error
        elif not self._files:
            looked = tr_count("{n} file", "{n} files", searched)
            said = tr("Nothing found in {files}.", files=looked)
        else:
            said = tr("{places} in {files}", places=places, files=files)
            if cut:
                said = tr("{said}; there are more, type more letters", said=said)
        self._ended = said
        if not self.results.filling:
            self._say_end()

    def _say_end(self) -> None:
        """Say how it ended once all of it is listed."""
        if self._ended:
            self.said.setText(self._ended)

    def clear(self) -> None:
        """Nothing is searched for."""
        self.begin()
        self.said.setText(
            tr("Finds names, URLs, keys, values, notes and code in all files of the workspace.")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the field into the list."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._go_to_results()
            return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Enter searches at once, and goes to what was found."""
        if self._rest.isActive():
            self._ask()
        else:
            self._go_to_results()

    def _go_to_results(self) -> None:
        first = self.results.topLevelItem(0)
        if first is not None:
            self.results.setCurrentItem(first.child(0) or first)
            self.results.setFocus()

    def _ask(self) -> None:
        self._rest.stop()
        self.asked.emit(self.field.text().strip())

    def _go_back(self) -> None:
        self.begin()
        self._ask()
        self.field.setFocus()

    def _tint(self) -> None:
        self._glass.setIcon(icon("search", self._look.theme.muted))
        self.back.setIcon(icon("close", self._look.theme.muted))
