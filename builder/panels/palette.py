"""The palette of steps: a page to drag from, and a popup with search where a "+" was pressed."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from builder.look.language import tr
from builder.look.theme import CARD_RADIUS, Look
from builder.panels.palette_paint import TILE, EntryPainter, LinePainter, RowPainter, paint_tile
from builder.panels.palette_rows import KindModel, Row

POPUP_WIDTH = 332
SHADOW = 16
"""How far the popup's shadow reaches, px."""
POPUP_ROWS = 396
"""The popup's list grows to this height, px."""


class KindList(QListView):
    """A list of kinds.

    Signals:
        chosen: A kind was double-clicked, or Enter pressed on it.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, painter: type[RowPainter], parent: QWidget) -> None:
        super().__init__(parent)
        # Painted by hand from left to right.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._look = look
        self.kinds = KindModel(self)
        self.setModel(self.kinds)
        self.setItemDelegate(painter(look, self))
        self.setProperty("plain", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        look.changed.connect(self.viewport().update)

    def choose(self, index: QModelIndex) -> None:
        """Choose what stands there, unless it is a heading."""
        if index.isValid() and self.kinds.row(index).kind:
            self.chosen.emit(self.kinds.row(index).kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag the kind with its icon under the pointer; the canvas shows the card to be."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.kinds.mimeData(indexes))
        drag.setPixmap(self._tile(self.kinds.row(indexes[0])))
        drag.setHotSpot(QPoint(-10, -10))
        drag.exec(Qt.DropAction.CopyAction)

    def _tile(self, row: Row) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(TILE * ratio), round(TILE * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tile(painter, QRectF(0, 0, TILE, TILE), row, self._look)
        painter.end()
        return picture


class PalettePanel(QWidget):
    """The "Steps" page: drag a kind onto any "+" of the canvas, or choose it with Enter.

    Signals:
        chosen: A kind to insert where the user is.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = KindList(look, EntryPainter, self)
        self.list.setDragEnabled(True)
        self.list.setAccessibleName(tr("Steps to add"))
        self.list.doubleClicked.connect(self.list.choose)
        self.list.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)


class PalettePopup(QFrame):
    """The palette where a "+" was pressed: type to search, Enter or a click chooses, Esc closes.

    It lies over its window, not in one of its own: its soft shadow needs no compositor then.

    Signals:
        chosen: The kind chosen; the popup is closed by then.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._before: QWidget | None = None
        self.hide()
        self.setAccessibleName(tr("Add a step"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Find a step"))
        self.search.setAccessibleName(tr("Find a step"))
        self.list = KindList(look, LinePainter, self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Steps"))
        self.list.setStyleSheet("background: transparent;")
        self._nothing = QLabel(tr("No step is called that."), self)
        self._footer = QLabel(tr("↑↓ move · ↵ insert · or drag from Steps onto any +"), self)
        self._arrange()
        self.search.textChanged.connect(self._search)
        self.list.clicked.connect(self.list.choose)
        self.list.entered.connect(self._point_at)
        self.list.chosen.connect(self._choose)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        side = SHADOW + 1
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(11, 11, 11, 10)
        head.addWidget(self.search)
        column.addLayout(head)
        for label in (self._nothing, self._footer):
            label.setProperty("muted", True)
            label.setProperty("small", True)
            label.setContentsMargins(13, 8, 13, 9)
        column.addWidget(self._rule())
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        column.addWidget(self._rule())
        column.addWidget(self._footer)

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setProperty("rule", True)
        return rule

    def open_at(self, at: QPoint) -> None:
        """Open with its top-left corner at a global point, or as near as the window allows."""
        self.search.clear()
        self._search("")
        self.ensurePolished()
        self.adjustSize()
        window = self.parentWidget()
        assert window is not None
        too_high = self.height() - window.height()
        if too_high > 0:
            self.list.setFixedHeight(self.list.height() - too_high)
            self.adjustSize()
        corner = window.mapFromGlobal(at) - QPoint(SHADOW, SHADOW)
        x = max(0, min(corner.x(), window.width() - self.width()))
        y = max(0, min(corner.y(), window.height() - self.height()))
        self.move(x, y)
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on its ground is no press on what lies under it."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rounded ground."""
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shade = theme.shadow.toRgb()
        shade.setAlphaF(theme.shadow.alphaF() / 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        for width in range(1, SHADOW - 4):
            around = rect.adjusted(-width, 5 - width, width, width)
            painter.drawRoundedRect(around, CARD_RADIUS + width, CARD_RADIUS + width)
        painter.setPen(QPen(theme.border, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), CARD_RADIUS, CARD_RADIUS)

    def showEvent(self, event: QShowEvent) -> None:
        """From now on a press elsewhere closes it."""
        super().showEvent(event)
        _application().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back."""
        _application().removeEventFilter(self)
        if self._before is not None and self.isAncestorOf(QApplication.focusWidget() or self):
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press elsewhere closes; keys of the search field are looked at first."""
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            if watched is not self and not self.isAncestorOf(watched):
                self.hide()
        elif watched is self.search and isinstance(event, QKeyEvent):
            return event.type() is QEvent.Type.KeyPress and self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        """While one types, arrows move in the list, Enter chooses and Esc closes."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True

    def _search(self, query: str) -> None:
        kinds = self.list.kinds
        kinds.search(query)
        found = kinds.choosable()
        if found:
            self.list.setCurrentIndex(kinds.index(found[0]))
        height = sum(
            self.list.sizeHintForIndex(kinds.index(row)).height() for row in range(kinds.rowCount())
        )
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.list.setFixedSize(POPUP_WIDTH - 2, min(height + 4, POPUP_ROWS))
        self.adjustSize()

    def _step(self, by: int) -> None:
        found = self.list.kinds.choosable()
        if found:
            now = self.list.currentIndex().row()
            position = found.index(now) if now in found else -1
            self.list.setCurrentIndex(self.list.kinds.index(found[(position + by) % len(found)]))

    def _point_at(self, index: QModelIndex) -> None:
        if self.list.kinds.row(index).kind:
            self.list.setCurrentIndex(index)

    def _choose(self, kind: str) -> None:
        self.hide()
        self.chosen.emit(kind)


def _application() -> QCoreApplication:
    application = QApplication.instance()
    assert application is not None
    return application
