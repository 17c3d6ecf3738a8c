r"""The field over a body that searches it or filters it, what came of it, and buttons to walk.

What begins with `$` is a JSONPath; `\$` stands for a dollar sign that is looked for.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from builder.look.icons import icon
from builder.look.language import grouped, tr
from builder.look.theme import Look


class SearchField(QLineEdit):
    """A field where Enter goes on to the next place, Shift+Enter back, Escape gives up.

    Signals:
        walked: To the next place (1) or the one before (-1).
        left: The user is done with it.
    """

    walked = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, leave, else edit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.walked.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """The field, how much was found, and the buttons.

    Attributes:
        field: Where the text is typed.
        count: What came of it, in a few words.

    Signals:
        searched: Another text is looked for; empty for none.
        filtered: Another JSONPath is wanted; empty for none any more.
        walked: To the next place (1) or the one before (-1).
        left: The user is done with it.
    """

    searched = Signal(str)
    filtered = Signal(str)
    walked = Signal(int)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._filters = False
        self.field = SearchField()
        self.field.setProperty("code", True)
        self.count = QLabel()
        self.count.setProperty("muted", True)
        self._back = self._walker(tr("Previous place (Shift+Enter)"), -1)
        self._on = self._walker(tr("Next place (Enter)"), 1)
        self._clear = QAction(tr("Clear"), self)
        self._clear.triggered.connect(self.field.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.field, self.count, self._back, self._on):
            row.addWidget(widget, 1 if widget is self.field else 0)
        self.field.textChanged.connect(self._changed)
        self.field.walked.connect(self.walked)
        self.field.left.connect(self._leave)
        look.changed.connect(self._tint)
        self._tint()
        self.allow_filter(False)
        self.tell("")

    def _walker(self, help: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setToolTip(help)
        button.setAccessibleName(help.partition(" (")[0])
        button.clicked.connect(lambda: self.walked.emit(step))
        return button

    @property
    def searches_for(self) -> str:
        """The text that is looked for; empty while a JSONPath stands there."""
        text = self.field.text()
        if self._filters and text.startswith("$"):
            return ""
        return text[1:] if self._filters and text.startswith("\\$") else text

    @property
    def filters_by(self) -> str:
        """The JSONPath; empty while a text stands there."""
        text = self.field.text().strip()
        return text if self._filters and text.startswith("$") else ""

    def allow_filter(self, allowed: bool) -> None:
        """Whether what begins with `$` is a JSONPath: bodies of JSON can be filtered."""
        self._filters = allowed
        words = tr("Find, or filter with $.path") if allowed else tr("Find in body")
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.field.setToolTip(
            tr(
                "Finds text in keys and values; Enter goes on, Shift+Enter back.\n"
                "A JSONPath filters: $.orders[?@.total > 40]. To find a dollar sign, type \\$."
            )
            if allowed
            else tr("Enter goes on, Shift+Enter back; capital letters are found as they are.")
        )

    def tell(self, words: str, walks: bool = False) -> None:
        """Say what came of it, and whether there is anything to walk through."""
        self.count.setText(words)
        self.count.setVisible(bool(words))
        for button in (self._back, self._on):
            button.setVisible(walks)

    def _changed(self, text: str) -> None:
        if text and self._clear not in self.field.actions():
            self.field.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        elif not text:
            self.field.removeAction(self._clear)
        self.filtered.emit(self.filters_by)
        self.searched.emit(self.searches_for)

    def _leave(self) -> None:
        self.field.clear()
        self.left.emit()

    def _tint(self) -> None:
        self._back.setIcon(icon("chevron-up", self._look.theme.muted))
        self._clear.setIcon(icon("close", self._look.theme.muted))
        self._on.setIcon(icon("chevron-down", self._look.theme.muted))


def found_text(found: int, place: int | None, sure: bool) -> str:
    """How much was found: "3 of 12", "100,000+", "…" while nothing is known, "not found"."""
    if not found:
        return tr("not found") if sure else "…"
    total = grouped(found) + ("" if sure else "+")
    return total if place is None else tr("{n} of {total}", n=f"{place + 1:,}", total=total)
