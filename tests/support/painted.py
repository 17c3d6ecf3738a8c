"""Every text that a window shows: what is really painted, and what widgets hold ready to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QPaintDevice, QPaintEngine
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

_TEXTS = (
    "text",
    "title",
    "windowTitle",
    "toolTip",
    "statusTip",
    "whatsThis",
    "accessibleName",
    "accessibleDescription",
    "placeholderText",
)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_WITH_TEXT = (QLabel, QAbstractButton, QLineEdit)
_MOST_ROWS = 200
_INCHES = 40


class _TextEngine(QPaintEngine):
    """Paints nothing and keeps the texts."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[str] = []
        self._visible = True

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def updateState(self, state: Any) -> None:
        """Take note of a transparent pen: the text it writes cannot be seen."""
        if state.state() & QPaintEngine.DirtyFlag.DirtyPen:
            self._visible = state.pen().color().alpha() > 0

    def drawTextItem(self, point: Any, item: Any) -> None:
        if self._visible:
            self.texts.append(item.text())

    def _nothing(self, *_: Any) -> None:
        """Nothing is painted."""

    drawPixmap = drawImage = drawPath = drawPolygon = drawRects = _nothing
    drawLines = drawTiledPixmap = drawEllipse = drawPoints = _nothing

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User


class _TextDevice(QPaintDevice):
    """Something to paint on, as large as any window."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = _TextEngine()

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        known = QPaintDevice.PaintDeviceMetric
        if metric in (known.PdmWidth, known.PdmHeight):
            return 96 * _INCHES
        if metric in (known.PdmWidthMM, known.PdmHeightMM):
            return 25 * _INCHES
        if metric is known.PdmDepth:
            return 32
        if metric is known.PdmDevicePixelRatio:
            return 1
        if metric is known.PdmDevicePixelRatioScaled:
            return 1 << 16
        return 96


def painted(widget: QWidget) -> list[str]:
    """The texts that a widget and all in it paint."""
    device = _TextDevice()
    widget.render(device)
    return device.engine.texts


def shown() -> bytes:
    """Every text of every visible window: painted, held by widgets, and in the models of views."""
    texts: list[str] = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            texts += painted(window)
            for widget in (window, *window.findChildren(QWidget)):
                if widget.isVisible():
                    texts += _held(widget)
    return "\n".join(texts).encode("utf-8", "surrogatepass")


def _held(widget: QWidget) -> Iterator[str]:
    hidden = isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal
    for name in _TEXTS:
        if name == "text" and (hidden or not isinstance(widget, _WITH_TEXT)):
            continue  # of an editor, what is painted counts
        with suppress(AttributeError, TypeError, RuntimeError):
            text = getattr(widget, name)()
            if isinstance(text, str):
                yield text
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model(), QModelIndex())


def _of_model(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), _MOST_ROWS)):
        for column in range(_columns(model, parent)):
            index = model.index(row, column, parent)
            yield from (str(model.data(index, role) or "") for role in _ROLES)
        yield from _of_model(model, model.index(row, 0, parent))


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
