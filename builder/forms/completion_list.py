"""The list of names that fit at the caret of an editor, with their types and meaning."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from builder.forms.floating import SHADOW, Floating
from builder.forms.variable_list import AnyIndex
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.graphql_completion import Suggestion, Suggestions
from builder.model.visible_text import visible

ROW = 26
"""Height of an entry, px."""
ROWS = 8
"""Entries seen at once, at most."""
WIDTH = 340
PADDING = 12
LONGEST_ABOUT = 240
"""More of a description is cut."""


class _Names(QAbstractListModel):
    """The suggestions as Qt reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Suggestion, ...] = ()

    def show(self, entries: tuple[Suggestion, ...]) -> None:
        """List other suggestions."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name; for screen readers with its type."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name}, {entry.type}"
        return None


class _Painter(QStyledItemDelegate):
    """Paints the name at the left, the type at the right; names not to be used struck through."""

    def __init__(self, look: Look, names: _Names) -> None:
        super().__init__()
        self._look = look
        self._names = names

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """All are as high."""
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one suggestion."""
        entry = self._names.entries[index.row()]
        theme = self._look.theme
        box = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.selection)
        font = QFont(self._look.font(12, code=True))
        metrics = QFontMetricsF(font)
        inside = box.adjusted(PADDING, 0, -PADDING, 0)
        wide = min(metrics.horizontalAdvance(entry.name) + 4, inside.width() * 0.7)
        font.setStrikeOut(bool(entry.retired))
        painter.setFont(font)
        painter.setPen(theme.muted if entry.retired else theme.text)
        right = Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(visible(entry.name), right, wide)
        painter.drawText(inside, _LEFT, shown)
        font.setStrikeOut(False)
        painter.setFont(font)
        painter.setPen(theme.muted)
        kind = metrics.elidedText(entry.type, right, inside.width() - wide - 8)
        painter.drawText(inside, _RIGHT, kind)
        painter.restore()


class CompletionList(Floating):
    """Lies under the caret and never takes the focus; the editor's keys drive it.

    Signals:
        chosen: The `Suggestion` that was clicked.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window)
        self.setAccessibleName(tr("Completion"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._names = _Names()
        self._painter = _Painter(look, self._names)
        self.list = QListView(self)
        # Painted by hand from left to right.
        self.list.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.about = QLabel(self)
        self._rule = self.rule()
        self._lay_out()
        self.list.clicked.connect(lambda index: self.chosen.emit(self._names.entries[index.row()]))

    def _lay_out(self) -> None:
        self.list.setModel(self._names)
        self.list.setItemDelegate(self._painter)
        self.list.setProperty("plain", True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.about.setProperty("muted", True)
        self.about.setProperty("small", True)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setContentsMargins(PADDING, 6, PADDING, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW, SHADOW + 4, SHADOW, SHADOW)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._rule)
        column.addWidget(self.about)

    @property
    def current(self) -> Suggestion | None:
        """The suggestion that Enter takes."""
        row = self.list.currentIndex().row()
        return self._names.entries[row] if row >= 0 else None

    def show_entries(self, found: Suggestions, caret: QRect) -> None:
        """List suggestions, the first one chosen.

        Args:
            found: What fits.
            caret: Where what is replaced begins, in the window.
        """
        self._names.show(found.entries)
        self.list.setVisible(bool(found.entries))
        self.list.setFixedHeight(ROW * min(len(found.entries), ROWS))
        self.go_to(0)
        self._place(caret)

    def say(self, sentence: str, caret: QRect) -> None:
        """Show a sentence and no entries."""
        self.show_entries(Suggestions(), caret)
        self.about.setText(sentence)
        self.about.show()
        self._place(caret)

    def step(self, by: int) -> None:
        """Choose another entry, so many below; from the last one to the first by a single step."""
        last = len(self._names.entries) - 1
        row = self.list.currentIndex().row() + by
        if abs(by) == 1 and not 0 <= row <= last:
            row = 0 if by > 0 else last
        self.go_to(max(0, min(row, last)))

    def go_to(self, row: int) -> None:
        """Choose an entry and say what the schema says of it."""
        self.list.setCurrentIndex(self._names.index(row, 0))
        entry = self.current
        said = _about(entry) if entry else ""
        self.about.setText(said)
        self.about.setVisible(bool(said))
        self._rule.setVisible(bool(said) and entry is not None)
        self._fit()

    def _fit(self) -> None:
        wide = WIDTH + 2 * SHADOW
        high = self.list.height() if self._names.entries else 0
        if not self.about.isHidden():
            high += self.about.heightForWidth(WIDTH) + 1
        self.resize(wide, high + 2 * SHADOW + 8)

    def _place(self, caret: QRect) -> None:
        """Under the caret, or above it where there is no room."""
        self._fit()
        window = self.parentWidget()
        assert window is not None
        high = self.height() - 2 * SHADOW
        below = caret.bottom() + 4
        fits = below + high <= window.height() - 8
        y = below if fits else max(8, caret.top() - 4 - high)
        x = max(8, min(caret.left() - PADDING, window.width() - WIDTH - 8))
        self.move(QPoint(x - SHADOW, y - SHADOW))
        self.show()
        self.raise_()


def _about(entry: Suggestion) -> str:
    retired = tr("Not to be used any more: {why}", why=entry.retired) if entry.retired else ""
    said = " ".join(filter(None, (retired, " ".join(entry.about.split()))))
    return said if len(said) <= LONGEST_ABOUT else f"{said[:LONGEST_ABOUT].rstrip()}…"


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
