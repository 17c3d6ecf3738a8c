"""Painting the palette's rows: headings, and kinds as small cards or as lines of a menu."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from builder.look.icons import pixmap
from builder.look.stylesheet import mix
from builder.look.theme import RADIUS, Look
from builder.panels.palette_rows import ROW, Row

Index = QModelIndex | QPersistentModelIndex
Option = QStyleOptionViewItem
TILE = 22
ENTRY_HEIGHT = 44
HEADING_HEIGHT = 30
LINE_HEIGHT = 34
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
        focused = state & QStyle.StateFlag.State_HasFocus
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
