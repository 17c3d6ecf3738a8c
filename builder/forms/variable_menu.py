"""The variable menu: everything a field can refer to, searched by key and by value."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from builder.document.variables import Entry
from builder.forms.chip_text import is_reference
from builder.forms.context import FormContext
from builder.forms.floating import SHADOW, Floating
from builder.forms.variable_list import (
    ENTRY_HEIGHT,
    HEADING_HEIGHT,
    VariableDelegate,
    VariableModel,
    lines,
    spoken,
    unusable,
)
from builder.look.announcing import announce
from builder.look.language import tr

WIDTH = 396
HEIGHT = 380
HINT = "↑↓ move · ↵ insert · → open object · ← back"


class VariableMenu(Floating):
    """Lies over the window near the field it was opened for, and goes when focus leaves it.

    Signals:
        chosen: The path to put between braces.
        dismissed: Closed by Esc, without a choice.
    """

    chosen = Signal(str)
    dismissed = Signal()

    def __init__(self, context: FormContext, accepts: Collection[str], window: QWidget) -> None:
        super().__init__(context.look, window)
        self._context = context
        self._accepts = accepts
        self._groups = context.variables.groups(context.own)
        self._opened: Entry | None = None
        self._anchor = QRect()
        self.setAccessibleName(tr("Variables"))
        self.setProperty("popup", True)  # focus that comes here has not left the field
        self.search = QLineEdit(self)
        self.search.setFont(context.look.font(12, code=True))
        self.search.setPlaceholderText(tr("Find by name or value"))
        self.search.setAccessibleName(tr("Find by name or value"))
        self.search.installEventFilter(self)
        self.model = VariableModel()
        self.list = QListView(self)
        # Painted by hand from left to right.
        self.list.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._delegate = VariableDelegate(context.look, self.model)
        self._build()
        self.search.textChanged.connect(self._filter)
        self.list.clicked.connect(self._clicked)
        self._filter()

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setProperty("plain", True)
        self.list.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # paths and JSON read so
        self.search.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.hint = QLabel(tr(HINT), self)
        self.hint.setProperty("muted", True)
        self.hint.setProperty("small", True)
        self.hint.setContentsMargins(12, 8, 12, 8)
        self.hint.setWordWrap(True)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        inner.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 10)
        top.addWidget(self.search)
        inner.addLayout(top)
        inner.addWidget(self.rule())
        inner.addWidget(self.list, 1)
        inner.addWidget(self.rule())
        inner.addWidget(self.hint)

    def open_at(self, field: QWidget) -> None:
        """Show under a widget, or above it where there is no room, and take the keys."""
        window = self.parentWidget()
        assert window is not None
        self._anchor = QRect(field.mapTo(window, QPoint(0, 0)), field.size())
        self._place()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        """Be as high as the list needs, beside the field and inside the window."""
        window = self.parentWidget()
        assert window is not None
        field = self._anchor
        wide = max(min(WIDTH, window.width() - 16), field.width() if field.width() > 300 else 0)
        high = min(self._wanted_height(), HEIGHT, window.height() - 16)
        below, above = field.bottom() + 5, field.top() - 4 - high
        fits = below + min(HEIGHT, window.height() // 2) <= window.height() - 8
        y = below if fits or above < 8 else above
        x = max(8, min(field.left(), window.width() - wide - 16))
        y = max(8, min(y, window.height() - high - 8))
        self.setGeometry(x - SHADOW, y - SHADOW, wide + 2 * SHADOW, high + 2 * SHADOW)

    def _wanted_height(self) -> int:
        rows = sum(ENTRY_HEIGHT if line.entry else HEADING_HEIGHT for line in self.model.lines)
        return max(rows, ENTRY_HEIGHT) + 56 + 38

    def _filter(self) -> None:
        needle = self.search.text().removeprefix("{{").strip()
        if needle.endswith("}}") and is_reference(f"{{{{{needle}"):
            self._choose(needle[:-2].strip())
            return
        shown = lines(self._groups, needle, self._opened, self._accepts)
        self.model.show(shown, needle)
        self.hint.setText(tr(HINT) if shown else self._nothing(needle))
        self._select(self.model.first())
        if self.isVisible():
            self._place()

    def _nothing(self, needle: str) -> str:
        if is_reference(f"{{{{{needle}}}}}"):
            return tr(
                "↵ inserts {reference}, which has no value yet", reference=f"{{{{{needle}}}}}"
            )
        return tr("Nothing by that name or value. Test the steps above to see their values here.")

    def _select(self, row: int) -> None:
        index = self.model.index(row, 0)
        self.list.setCurrentIndex(index)
        at_top = row == self.model.first()
        self.list.scrollTo(self.model.index(0, 0) if at_top else index)
        line = self.model.lines[row] if row >= 0 else None
        if line is not None and line.entry is not None:
            self.hint.setText(tr(HINT) if line.usable else unusable(line.entry))
            announce(self.search, spoken(line))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The search field's keys drive the list; its focus is the menu's."""
        if event.type() == QEvent.Type.FocusOut and not self._keeps_focus():
            self._close()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _keeps_focus(self) -> bool:
        now = QApplication.focusWidget()
        window = self.window()
        return now is self.search or (now is None and not window.isActiveWindow())

    def _key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down:
                self._select(self.model.step(row, 1))
            case Qt.Key.Key_Up:
                self._select(self.model.step(row, -1))
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self._leap(row, 1 if event.key() == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab:
                self._enter(row)
            case Qt.Key.Key_Escape:
                self._back()
            case Qt.Key.Key_Right if self.search.cursorPosition() == len(self.search.text()):
                return self._open(row)
            case Qt.Key.Key_Left if self._opened and not self.search.text():
                self._back()
            case _:
                return False
        return True

    def _leap(self, row: int, by: int) -> None:
        """Go on by what is seen at once."""
        for _ in range(max(self.list.height() // ENTRY_HEIGHT - 1, 1)):
            row = self.model.step(row, by)
        self._select(row)

    def _enter(self, row: int) -> None:
        if row >= 0:
            self._take(row)
            return
        typed = self.search.text().removeprefix("{{").strip()
        if is_reference(f"{{{{{typed}}}}}"):
            self._choose(typed)

    def _take(self, row: int) -> None:
        line = self.model.lines[row]
        if line.entry and line.usable:
            self._choose(line.entry.path)
        else:
            self._open(row)

    def _open(self, row: int) -> bool:
        entry = self.model.lines[row].entry if row >= 0 else None
        if entry is None or not entry.children:
            return False
        self._opened = entry
        self.search.clear()
        self._filter()
        return True

    def _back(self) -> None:
        if self._opened:
            self._opened = None
            self._filter()
        else:
            self.dismissed.emit()
            self._close()

    def _clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _choose(self, path: str) -> None:
        self.chosen.emit(path)  # the field takes the focus back before this goes
        self._close()

    def _close(self) -> None:
        self.hide()
        self.deleteLater()
