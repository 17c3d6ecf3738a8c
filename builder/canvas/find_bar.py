"""The bar that finds steps on the canvas: what is found stays bright, the rest is dimmed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from builder.canvas.controls import MARGIN
from builder.canvas.finding import Finder
from builder.canvas.surface import Surface
from builder.document.document import Document
from builder.look.icons import icon
from builder.look.language import tr

WIDTH = 340
COUNT_WIDTH = 64
SMALLEST = 200


class FindBar(QFrame):
    """Type to find; Enter and Shift+Enter, or the arrows, go on and back; Esc closes.

    Signals:
        found: Numbers of the steps found as a frozenset; None when nothing is looked for.
    """

    found = Signal(object)

    def __init__(self, surface: Surface, document: Document, beside: QWidget) -> None:
        """Make the bar, hidden.

        Args:
            surface: The canvas.
            document: What is searched.
            beside: What takes room at the top right.
        """
        super().__init__(surface)
        self._beside = beside
        self._surface = surface
        self._document = document
        self._finder = Finder()
        self._matches: tuple[int, ...] = ()
        self._icons: dict[str, QToolButton] = {}
        self.setProperty("card", True)
        self.setAccessibleName(tr("Find on the canvas"))
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(tr("Name, URL, number, kind, note"))
        self.words.setAccessibleName(tr("Find a step"))
        self.count = QLabel(self)
        self.count.setProperty("muted", True)
        self.count.setProperty("small", True)
        self.count.setMinimumWidth(COUNT_WIDTH)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._arrange()
        self.words.textChanged.connect(self._search)
        self.words.installEventFilter(self)
        document.changed.connect(self._changed)
        surface.look.changed.connect(self._tint)
        self._tint()
        self.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 6, 6)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.count)
        self._button("chevron-up", tr("Previous match (Shift+Enter)"), self.previous)
        self._button("chevron-down", tr("Next match (Enter)"), self.next)
        self._button("close", tr("Close (Esc)"), self.leave)

    def _button(self, name: str, tip: str, do: Callable[[], None]) -> None:
        button = QToolButton(self)
        button.setIconSize(QSize(14, 14))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(do)
        self._icons[name] = button
        layout = self.layout()
        assert layout is not None
        layout.addWidget(button)

    def _tint(self) -> None:
        for name, button in self._icons.items():
            button.setIcon(icon(name, self._surface.look.theme.text, 14))

    def place(self) -> None:
        """Lie at the top left of the canvas; below the buttons where there is no room for both."""
        self.adjustSize()
        self.setFixedWidth(max(SMALLEST, min(WIDTH, self._surface.width() - 2 * MARGIN)))
        beside = self.width() + self._beside.width() + 3 * MARGIN <= self._surface.width()
        self.move(MARGIN, MARGIN if beside else 2 * MARGIN + self._beside.height())

    def open(self) -> None:
        """Show the bar with the words of last time chosen."""
        self.place()
        self.show()
        self.raise_()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._search()

    def leave(self) -> None:
        """Close, and show all steps alike again; what was found last stays selected."""
        had_focus = self.isAncestorOf(self.window().focusWidget() or self)
        self.hide()
        self.found.emit(None)
        if had_focus:
            self._surface.setFocus(Qt.FocusReason.PopupFocusReason)

    def next(self) -> None:
        """Go to the next step found, and from the last to the first."""
        self._go(1)

    def previous(self) -> None:
        """Go to the step found before, and from the first to the last."""
        self._go(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self._go(-1 if back else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _changed(self) -> None:
        if self.isVisible():
            self._look()

    def _search(self) -> None:
        """Find what is typed, and go to it unless one is there already."""
        self._look()
        if self._matches and self._document.current not in self._matches:
            self._document.select([self._matches[0]])
        self._tell()

    def _look(self) -> None:
        words = self.words.text()
        self._matches = self._finder.matches(self._document.workflow, words)
        self.found.emit(frozenset(self._matches) if words.strip() else None)
        self._tell()

    def _go(self, by: int) -> None:
        if not self._matches:
            return
        current = self._document.current
        if current in self._matches:
            position = self._matches.index(current) + by
        else:
            position = 0 if by > 0 else -1
        self._document.select([self._matches[position % len(self._matches)]])
        self._tell()

    def _tell(self) -> None:
        """Say which of how many is selected, to screen readers too."""
        total = len(self._matches)
        current = self._document.current
        if not self.words.text().strip():
            said = ""
        elif not total:
            said = tr("No match")
        elif current in self._matches:
            said = tr("{n} of {total}", n=self._matches.index(current) + 1, total=total)
        else:
            said = f"{total}"
        self.count.setText(said)
        self.words.setAccessibleDescription(said)
