"""A tinted strip above the response: why it failed, or what to know although it succeeded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from builder.look.icons import pixmap
from builder.look.theme import Look
from builder.model.visible_text import visible_lines


class Banner(QWidget):
    """An icon and a text on a tinted ground; hidden while there is nothing to say."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = QFrame(self)
        self._look = look
        self._tone = ""
        self._icon = QLabel()
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 8, 0, 0)
        around.addWidget(self._ground)
        row = QHBoxLayout(self._ground)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()
        look.changed.connect(self._tint)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, text: str, tone: str) -> None:
        """Say something in a tone ("error", "warning"); an empty text hides the banner."""
        self._text.setText(visible_lines(text))
        self._tone = tone
        self._tint()
        self.setVisible(bool(text))

    def _tint(self) -> None:
        if not self._tone:
            return
        name = "cross" if self._tone == "error" else "warning"
        ink, _ = self._look.theme.tone(self._tone)
        self._icon.setPixmap(pixmap(name, ink, 16, self.devicePixelRatioF()))
        self._text.setProperty("tone", self._tone)
        self._ground.setProperty("banner", self._tone)
        for widget in (self._ground, self._text):
            self.style().unpolish(widget)
            self.style().polish(widget)
