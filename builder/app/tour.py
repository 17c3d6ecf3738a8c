"""A short tour: a few callouts over the real window, left at any moment with Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from builder.look.announcing import announce
from builder.look.language import tr
from builder.look.theme import CARD_RADIUS, Look

if TYPE_CHECKING:
    from builder.app.window import Window

WIDTH, GAP, EDGE = 300, 12, 8
"""Of a callout, its distance from what it is about, and from the window's edge, px."""
_MOVING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)
SEEN = "tour"
"""Settings key: the tour was begun once and is not offered by itself any more."""


class Stop(msgspec.Struct, frozen=True):
    """One callout: what it says, and what it is about (see `_target`).

    The texts are English and are translated where they are shown.
    """

    title: str
    text: str
    target: str


STOPS: tuple[Stop, ...] = (
    Stop(
        "This is a workflow",
        "Steps run from top to bottom. Press a + to add one, or drag one from Steps at the left.",
        "canvas",
    ),
    Stop(
        "Run it",
        "Test workflow runs everything; the example answers offline. Each card then shows how its "
        "step went, and the panel below shows what was sent and what came back.",
        "test_workflow",
    ),
    Stop(
        "Edit a step",
        "Select a card and change it here. Type {{ in a field to use an earlier answer. What you "
        "type is in the workflow at once and can be undone.",
        "right",
    ),
    Stop(
        "Your workspace",
        "A folder of plain files: workflows, connections with logins for APIs, environments for "
        "different servers. Past runs are listed below them.",
        "side_bar",
    ),
    Stop(
        "Find anything",
        "Ctrl+K finds every action, workflow and step by a few letters. Ctrl+/ lists all keys, "
        "F1 opens the guide. This tour is in the Help menu.",
        "search",
    ),
)


class _Ring(QWidget):
    """A line around what a callout is about; the mouse goes through it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.accent, 2.5))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(2, 2, -2, -2), CARD_RADIUS, CARD_RADIUS
        )


class Callout(QFrame):
    """Words about a part of the window, with buttons to go on or to leave."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAutoFillBackground(True)
        self.title = QLabel(self)
        self.title.setProperty("heading", True)
        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.count = QLabel(self)
        self.count.setProperty("muted", True)
        self.leave = QPushButton(tr("Leave the tour"), self)
        self.leave.setProperty("flat", True)
        self.leave.setToolTip(tr("Esc does too"))
        self.onward = QPushButton(self)
        self.onward.setProperty("primary", True)
        self.onward.setAutoDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.leave)
        row.addWidget(self.onward)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(row)

    def say(self, stop: Stop, number: int, total: int) -> None:
        """Show the words of a stop."""
        self.title.setText(tr(stop.title))
        self.text.setText(tr(stop.text))
        self.count.setText(tr("{n} of {total}", n=number, total=total))
        last = number == total
        self.onward.setText(tr("Done") if last else tr("Next"))
        self.onward.setToolTip(tr("End the tour") if last else tr("Go on"))
        self.leave.setVisible(not last)
        self.setAccessibleName(f"{tr(stop.title)}. {tr(stop.text)}")


class Tour(QObject):
    """Leads through a window; everything stays usable meanwhile.

    Args:
        window: The window.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._place = 0
        self._stops: tuple[tuple[Stop, QWidget], ...] = ()
        self.callout = Callout(window)
        self.ring = _Ring(window.look, window)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, self.end)
        # A widget hears of its new place before what stands around it has found its own.
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._settle)
        self.callout.onward.clicked.connect(self._go_on)
        self.callout.leave.clicked.connect(self.end)
        self._hide()

    @property
    def runs(self) -> bool:
        """Whether a callout is shown."""
        return not self.callout.isHidden()

    def start(self) -> None:
        """Begin; whatever is not in the window now is left out."""
        self._window.settings.set_text(SEEN, "seen")
        found = [(stop, _target(self._window, stop.target)) for stop in STOPS]
        self._stops = tuple((stop, target) for stop, target in found if target is not None)
        self._place = 0
        self._escape.setEnabled(True)
        for watched in self._watched():
            watched.installEventFilter(self)
        self._show()

    def end(self) -> None:
        """Leave."""
        for watched in self._watched():
            watched.removeEventFilter(self)
        self._hide()

    def _watched(self) -> tuple[QWidget, ...]:
        return (self._window, *(target for _, target in self._stops if isValid(target)))

    def _hide(self) -> None:
        had_focus = self.callout.isAncestorOf(self._window.focusWidget() or self._window)
        self._escape.setEnabled(False)
        self._later.stop()
        self.callout.hide()
        self.ring.hide()
        if had_focus and self._window.tab is not None:
            self._window.tab.canvas.setFocus()

    def _go_on(self) -> None:
        self._place += 1
        if self._place < len(self._stops):
            self._show()
        else:
            self.end()

    def _show(self) -> None:
        stop, _ = self._stops[self._place]
        self.callout.say(stop, self._place + 1, len(self._stops))
        self._settle()
        self.ring.raise_()
        self.callout.show()
        self.callout.raise_()
        self.callout.onward.setFocus()
        announce(self.callout, self.callout.accessibleName())

    def _settle(self) -> None:
        """Put ring and callout where they belong, within the window."""
        _, target = self._stops[self._place]
        window = self._window
        whole = window.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        seen = isValid(target) and target.isVisible()
        about = whole  # of a part that a narrow window has put away
        if seen:
            about = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        self.ring.setVisible(seen)
        self.ring.setGeometry(about.adjusted(-4, -4, 4, 4).intersected(window.rect()))
        callout = self.callout
        width = min(WIDTH, whole.width())
        layout = callout.layout()
        assert layout is not None
        callout.setFixedSize(width, layout.totalHeightForWidth(width))
        callout.move(_beside(about, QRect(QPoint(0, 0), callout.size()), whole).topLeft())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window, and the part that is shown, to where they go."""
        if event.type() in _MOVING and self.runs:
            self._later.start()
        return super().eventFilter(watched, event)


def _target(window: Window, name: str) -> QWidget | None:
    """The part of the window a stop is about; None when it is not to be seen."""
    bar = window.top_bar
    parts: dict[str, QWidget] = {
        "canvas": window.tab.canvas if window.tab is not None else window.tabs,
        "test_workflow": bar.test_workflow,
        "right": window.right,
        "side_bar": window.side_bar,
        "search": bar.search,
    }
    part = parts[name]
    return part if part.isVisible() else None


def _beside(about: QRect, callout: QRect, whole: QRect) -> QRect:
    """The callout below, right, left or above what it is about; inside it where nothing fits."""
    size = callout.size()
    middle = about.center()
    places = (
        QPoint(middle.x() - size.width() // 2, about.bottom() + GAP),
        QPoint(about.right() + GAP, middle.y() - size.height() // 2),
        QPoint(about.left() - GAP - size.width(), middle.y() - size.height() // 2),
        QPoint(middle.x() - size.width() // 2, about.top() - GAP - size.height()),
    )
    for place in places:
        inside = _within(QRect(place, size), whole)
        if not inside.intersects(about):
            return inside
    inside = QRect(QPoint(0, 0), size)
    inside.moveCenter(middle)
    return _within(inside, whole)


def _within(callout: QRect, whole: QRect) -> QRect:
    """Moved into the window."""
    x = max(whole.left(), min(callout.left(), whole.right() - callout.width()))
    y = max(whole.top(), min(callout.top(), whole.bottom() - callout.height()))
    return QRect(QPoint(x, y), callout.size())
