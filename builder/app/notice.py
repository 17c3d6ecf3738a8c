"""A line above the canvas that says something and offers what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from builder.look.announcing import announce
from builder.look.language import tr

Choice = tuple[str, Callable[[], object]]
"""Words of a button and what it does."""


class NoticeBar(QWidget):
    """Notices under each other, newest last; each stays until answered or replaced.

    Signals:
        dismissed: The key of a notice that was closed.
    """

    dismissed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._shown: dict[str, QWidget] = {}
        self.hide()

    def say(self, key: str, text: str, choices: Sequence[Choice] = (), tone: str = "") -> None:
        """Show a notice; one with the same key is replaced.

        Args:
            key: What the notice is about ("changed-on-disk").
            text: One or two sentences.
            choices: Buttons; each closes the notice. A "Dismiss" button is always there.
            tone: "warning" or "error" for the style sheet; empty for plain.
        """
        self.clear(key)
        line = QWidget(self)
        line.setProperty("notice", tone or "plain")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setAccessibleName(text)
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        label = QLabel(text, line)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        for words, act in (*choices, (tr("Dismiss"), lambda: None)):
            row.addWidget(self._button(key, words, act, line))
        self._layout.addWidget(line)
        self._shown[key] = line
        self.show()
        announce(self, text)

    def _button(
        self, key: str, words: str, act: Callable[[], object], line: QWidget
    ) -> QPushButton:
        button = QPushButton(words, line)

        def answer() -> None:
            self.clear(key)
            self.dismissed.emit(key)
            act()

        button.clicked.connect(answer)
        return button

    def clear(self, key: str) -> None:
        """Take a notice away."""
        line = self._shown.pop(key, None)
        if line is not None:
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._shown))

    def texts(self) -> tuple[str, ...]:
        """What is being said, oldest first."""
        return tuple(line.accessibleName() for line in self._shown.values())
