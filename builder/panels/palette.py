"""The palette of steps: a page to drag from, and a popup with search where a "+" was pressed."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from builder.look.icons import pixmap
from builder.look.stylesheet import mix
from builder.look.theme import CARD_RADIUS, RADIUS, Look
from builder.panels.palette_rows import ROW, KindModel, Row

Index = QModelIndex | QPersistentModelIndex
Option = QStyleOptionViewItem
TILE = 22
ENTRY_HEIGHT = 44
HEADING_HEIGHT = 30
LINE_HEIGHT = 34
POPUP_WIDTH = 332
SHADOW = 16
"""How far the popup's shadow reaches, px."""
POPUP_ROWS = 396
"""The popup's list grows to this height, px."""
MIDDLE = Qt.AlignmentFlag.AlignVCenter


def paint_tile(painter: QPainter, rect: QRectF, row: Row, look: Look) -> None:
    """Paint a kind's icon on its tinted ground."""
    ink, ground = look.theme.tone(row.tone)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 5, 5)
    painter.drawPixmap(rect.center() - QPointF(7, 7), pixmap(row.icon, ink, 14, 2.0))


class RowPainter(QStyledItemDelegate):
    """Paints headings; the two faces of the palette paint kinds each in its way."""

    height = LINE_HEIGHT
    indent = 8

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(self, option: Option, index: Index) -> QSize:
        """Headings are lower than kinds."""
        row: Row = index.data(ROW)
        return QSize(120, self.height if row.kind else HEADING_HEIGHT)

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind:
            self.paint_kind(painter, rect, row, state)
        else:
            painter.setFont(self.look.font(12, bold=True))
            painter.setPen(self.look.theme.muted)
            painter.drawText(rect.adjusted(self.indent, 4, 0, 0), MIDDLE, row.text)
        painter.restore()

    def paint_kind(
        self, painter: QPainter, rect: QRectF, row: Row, state: QStyle.StateFlag
    ) -> None:
        """Paint a kind's row."""
        raise NotImplementedError


class EntryPainter(RowPainter):
    """A kind as a small card with a grip: something to take hold of."""

    height = ENTRY_HEIGHT

    def paint_kind(
        self, painter: QPainter, rect: QRectF, row: Row, state: QStyle.StateFlag
    ) -> None:
        """Icon, label, grip."""
        theme = self.look.theme
        card = rect.adjusted(2.5, 3.5, -2.5, -2.5)
        focused = state & QStyle.StateFlag.State_Selected
        over = state & QStyle.StateFlag.State_MouseOver
        edge = theme.accent if focused else mix(theme.border, theme.text, 0.22 if over else 0)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        tile = QRectF(card.left() + 9, card.center().y() - TILE / 2, TILE, TILE)
        paint_tile(painter, tile, row, self.look)
        font = self.look.font(13)
        painter.setFont(font)
        painter.setPen(theme.text)
        text = card.adjusted(tile.right() + 10 - card.left(), 0, -30, 0)
        shown = QFontMetricsF(font).elidedText(row.text, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, MIDDLE, shown)
        grip = QPointF(card.right() - 24, card.center().y() - 8)
        painter.drawPixmap(grip, pixmap("grip", theme.muted, 16, 2.0))


class LinePainter(RowPainter):
    """A kind as a line of a menu: label and hint."""

    indent = 14

    def paint_kind(
        self, painter: QPainter, rect: QRectF, row: Row, state: QStyle.StateFlag
    ) -> None:
        """Label, hint, and the key that chooses it."""
        theme = self.look.theme
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.selection)
        label = self.look.font(13, bold=True)
        painter.setFont(label)
        painter.setPen(theme.text)
        text = rect.adjusted(14, 0, -14, 0)
        painter.drawText(text, MIDDLE, row.text)
        painter.setFont(self.look.font(13))
        painter.setPen(theme.muted)
        text.setLeft(text.left() + QFontMetricsF(label).horizontalAdvance(row.text) + 10)
        painter.drawText(text, MIDDLE, row.hint)
        if chosen:
            key = QRectF(rect.right() - 36, rect.center().y() - 9, 22, 18)
            painter.setPen(QPen(theme.border, 1))
            painter.setBrush(theme.raised)
            painter.drawRoundedRect(key, 4, 4)
            painter.setPen(theme.muted)
            painter.setFont(self.look.font(11))
            painter.drawText(key, Qt.AlignmentFlag.AlignCenter, "↵")


class KindList(QListView):
    """A list of kinds.

    Signals:
        chosen: A kind was double-clicked, or Enter pressed on it.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, painter: type[RowPainter], parent: QWidget) -> None:
        super().__init__(parent)
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
        self.list.setAccessibleName("Steps to add")
        self.list.doubleClicked.connect(self.list.choose)
        self.list.chosen.connect(self.chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 0, 6, 0)
        column.addWidget(self.list)
        self.setFocusProxy(self.list)


class PalettePopup(QFrame):
    """The palette where a "+" was pressed: type to search, Enter or a click chooses, Esc closes.

    Signals:
        chosen: The kind chosen; the popup is closed by then.
    """

    chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName("Add a step")
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find a step")
        self.search.setAccessibleName("Find a step")
        self.list = KindList(look, LinePainter, self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Steps")
        self.list.setStyleSheet("background: transparent;")
        self._nothing = QLabel("No step is called that.", self)
        self._footer = QLabel("↑↓ move · ↵ insert · or drag from Steps onto any +", self)
        self._arrange()
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
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
        """Open with its top-left corner there, or as near as the screen allows."""
        self.search.clear()
        self._search("")
        self.ensurePolished()
        self.adjustSize()
        screen = QGuiApplication.screenAt(at) or self.screen()
        room = screen.availableGeometry()
        x = max(room.left(), min(at.x() - SHADOW, room.right() - self.width()))
        y = max(room.top(), min(at.y() - SHADOW, room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While one types, arrows move in the list, Enter chooses and Esc closes."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.choose(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
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
        self.close()
        self.chosen.emit(kind)
