"""The problems of a step, opened at its mark: what is wrong, and what would put it right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainterPath, QRegion
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from builder.look.language import tr
from builder.look.theme import CARD_RADIUS
from builder.model.fixes import Cure, Fix
from builder.model.problem import Problem
from builder.model.visible_text import visible_lines

WIDTH = 360
TALLEST = 320
"""The list grows to this height, px; then it scrolls."""
SIDE = 12

Offers = Callable[[Problem], Sequence[Fix]]


class ProblemList(QFrame):
    """Lists problems with a button for each fix; Esc or a press elsewhere closes it.

    Args:
        parent: The canvas.
        problems: What is wrong with one step.
        offers: Gives the fixes of a problem.
        apply: Does one of them.
        go_to: Goes to the field of a problem.
    """

    def __init__(
        self,
        parent: QWidget,
        problems: Sequence[Problem],
        offers: Offers,
        apply: Callable[[Fix], None],
        go_to: Callable[[Problem], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        self.setAccessibleName(tr("Problems of the step"))
        self._apply = apply
        self._go_to = go_to
        self.buttons: list[QPushButton] = []
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(SIDE, SIDE, SIDE, SIDE)
        column.setSpacing(6)
        for problem in problems:
            self._add(column, problem, offers(problem))
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(scroll)
        self.setFixedWidth(WIDTH)
        height = inside.heightForWidth(WIDTH - 2)
        self.setFixedHeight(min(TALLEST, max(height, inside.sizeHint().height()) + 4))

    def open_at(self, at: QPoint) -> None:
        """Open with its top left at a global point, or as near as the screen allows."""
        room = self.screen().availableGeometry()
        x = max(room.left(), min(at.x(), room.right() - self.width()))
        y = max(room.top(), min(at.y(), room.bottom() - self.height()))
        self.move(x, y)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), CARD_RADIUS, CARD_RADIUS)
        self.setMask(QRegion(shape.toFillPolygon().toPolygon()))
        self.show()
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk the buttons, Enter presses one, Esc closes."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton):
                focused.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        """Put the focus on the next or previous button, round the ends."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and focused in self.buttons:
            row = (self.buttons.index(focused) + by) % len(self.buttons)
            self.buttons[row].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, column: QVBoxLayout, problem: Problem, found: Sequence[Fix]) -> None:
        reason = QLabel(visible_lines(problem.message), self)
        reason.setWordWrap(True)
        reason.setProperty("tone", problem.severity.value)
        column.addWidget(reason)
        for fix in found:
            self._button(column, fix_text(fix), problem, partial(self._apply, fix))
        self._button(column, tr("Go to the field"), problem, partial(self._go_to, problem))

    def _button(
        self, column: QVBoxLayout, text: str, problem: Problem, do: Callable[[], None]
    ) -> None:
        button = QPushButton(text, self)
        button.setAccessibleDescription(problem.message)
        button.setToolTip(text)
        button.clicked.connect(partial(self._do, do))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.append(button)

    def _do(self, do: Callable[[], None]) -> None:
        self.close()
        do()


def fix_text(fix: Fix) -> str:
    """What the button of a fix says."""
    subject = fix.subject
    if fix.cure in (Cure.ENABLE, Cure.DISABLE):
        enable = fix.cure is Cure.ENABLE
        text = tr("Enable step {n}", n=subject) if enable else tr("Disable step {n}", n=subject)
    elif fix.cure is Cure.CREATE_VARIABLE:
        text = tr("Create the variable “{name}”", name=subject)
    elif fix.cure is Cure.RENUMBER:
        text = tr("Give each step a number of its own")
    elif fix.cure is Cure.ALLOW_NO_VALUE:
        text = tr("Allow no value: {reference}", reference=subject)
    else:
        text = tr("Use “{name}” instead", name=subject)
    return text
