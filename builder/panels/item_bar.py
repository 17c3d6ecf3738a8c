"""Which item of a Fan Out is looked at: how many there are, one of them, and another one chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from builder.document.item_choice import ItemChoice
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.visible_text import visible

MOST = 2_147_483_647


class ItemLine(QWidget):
    """The items of one Fan Out.

    Signals:
        chosen: The index of the item, from 0.
    """

    chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._words = ""
        self.name = QLabel(self)
        self.name.setProperty("small", True)
        self.name.setProperty("muted", True)
        self.spin = QSpinBox(self)
        self.spin.setKeyboardTracking(False)
        self.spin.setMinimum(1)
        self.spin.setPrefix(tr("Item "))
        self.spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.spin.setAccelerated(True)
        self.spin.setToolTip(tr("The item that steps inside are tested and shown with"))
        self.words = QLabel(self)
        self.words.setFont(look.font(12, code=True))
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.spin)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self.words)
        self.spin.valueChanged.connect(lambda value: self.chosen.emit(value - 1))

    def show_choice(self, choice: ItemChoice) -> None:
        """Show which item is chosen, and what it is."""
        self.name.setText(tr("Items of {step} · {title}", step=choice.fan_out, title=choice.title))
        self.spin.setAccessibleName(tr("Item of {title}", title=choice.title))
        self.spin.blockSignals(True)
        self.spin.setMaximum(max(1, choice.total if choice.total is not None else MOST))
        self.spin.setSuffix("" if choice.total is None else tr(" of {n:,}", n=choice.total))
        self.spin.setValue(choice.index + 1)
        self.spin.blockSignals(False)
        self.spin.setVisible(choice.total != 0 and not choice.problem)
        self._words = visible(choice.words)
        self.words.setProperty("muted", bool(choice.problem))
        self.words.setToolTip(self._words)
        self.words.setVisible(bool(self._words))
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetrics(self.words.font())
        room = max(40, self.width() - 24)
        self.words.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: object) -> None:
        """The words are cut anew."""
        self._cut()


class ItemBar(QWidget):
    """A line for each Fan Out around a step; takes no room outside Fan Outs.

    Signals:
        chosen: Number of the Fan Out and index of the item, from 0.
    """

    chosen = Signal(int, int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("bar", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.lines: list[ItemLine] = []
        self._fan_outs: tuple[int, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 0, 8, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_choices(self, choices: Sequence[ItemChoice]) -> None:
        """Show these choices; widgets stay while the Fan Outs are the same."""
        fan_outs = tuple(choice.fan_out for choice in choices)
        if fan_outs != self._fan_outs:
            self._fan_outs = fan_outs
            self._rebuild()
        for line, choice in zip(self.lines, choices, strict=True):
            line.show_choice(choice)
        self.setVisible(bool(choices))

    def _rebuild(self) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [ItemLine(self._look, self) for _ in self._fan_outs]
        for line, fan_out in zip(self.lines, self._fan_outs, strict=True):
            line.chosen.connect(partial(self.chosen.emit, fan_out))
            self._column.addWidget(line)
