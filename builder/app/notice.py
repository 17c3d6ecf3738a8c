"""Lines above the canvas that say something and offer what to do about it. None takes the focus."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from builder.app.recent_log import SAID
from builder.look.announcing import announce
from builder.look.language import tr
from builder.model.visible_text import visible_lines

Choice = tuple[str, Callable[[], object]]
"""Words of a button and what it does."""

READING_MS, LETTER_MS = 4_000, 60
"""How long a notice stays that asks nothing: so long, and so much more for each letter."""


class NoticeBar(QWidget):
    """Notices under each other, newest last.

    One that asks or warns stays until it is answered or replaced. One that only tells goes by
    itself, but not while the pointer or the focus is on it.

    Signals:
        dismissed: The key of a notice that was closed by hand.
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
        text = visible_lines(text)
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
        announce(line, text, urgent=tone == "error")
        logging.getLogger(SAID).info(text)
        if not choices and not tone:
            self._let_go(key, line, READING_MS + LETTER_MS * len(text))

    def busy(self, key: str, text: str, stop: Callable[[], object]) -> None:
        """Say that something takes its time, with a button that stops it; `clear` ends it.

        Args:
            key: What the notice is about.
            text: What is being done.
            stop: Called when the user wants no more of it.
        """
        self.say(key, text, [(tr("Stop"), stop)])
        row = self._shown[key].layout()
        assert isinstance(row, QHBoxLayout)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setFixedWidth(120)
        bar.setAccessibleName(text)
        row.insertWidget(1, bar)
        *_, dismiss = self._shown[key].findChildren(QPushButton)
        dismiss.hide()

    def _let_go(self, key: str, line: QWidget, after: int) -> None:
        """Take a notice away after a while, later when somebody is at it."""

        def end() -> None:
            if self._shown.get(key) is not line:
                return
            focus = self.window().focusWidget()
            if line.underMouse() or (focus is not None and line.isAncestorOf(focus)):
                QTimer.singleShot(after, line, end)
            else:
                self.clear(key)

        QTimer.singleShot(after, line, end)

    def _button(
        self, key: str, words: str, act: Callable[[], object], line: QWidget
    ) -> QPushButton:
        button = QPushButton(words, line)
        button.setToolTip(words.replace("&", ""))

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
