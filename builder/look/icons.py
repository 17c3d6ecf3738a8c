"""The program's own icons: SVG files on a 16 x 16 grid, drawn in one stroke style, tinted here.

The files in `resources/icons` draw with `currentColor`; `pixmap` paints one in the colour asked
for. `resources/icons/light` and `dark` hold the few the style sheet needs as files.
Qt's SVG module is imported with the first icon; pixmaps live in Qt's own `QPixmapCache`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache

import builder

RATIOS = (1.0, 2.0)
"""Device pixel ratios an icon carries pixmaps for."""


@cache
def folder() -> Path:
    """The folder of the icons, in an installed package as well as in a checkout."""
    package = Path(builder.__file__).parent
    installed = package / "resources" / "icons"
    return installed if installed.is_dir() else package.parent / "resources" / "icons"


def names() -> tuple[str, ...]:
    """All icons there are, sorted."""
    return tuple(sorted(file.stem for file in folder().glob("*.svg")))


@cache
def _drawing(name: str) -> str:
    file = folder() / f"{name}.svg"
    return (file if file.is_file() else folder() / "unknown.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture.

    Args:
        name: File name without ending; one that does not exist is drawn as "unknown".
        colour: What it is drawn in.
        size: Width and height in logical px.
        ratio: Device pixels per logical px.
    """
    key = f"steploom/{name}/{colour.name(QColor.NameFormat.HexArgb)}/{size}/{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _render(_drawing(name), colour, size, ratio)
        QPixmapCache.insert(key, picture)
    return picture


def _render(drawing: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    tinted = drawing.replace("currentColor", colour.name())
    renderer = QSvgRenderer(QByteArray(tinted.encode()))
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def icon(name: str, colour: QColor, size: int = 16) -> QIcon:
    """An icon for buttons and menus, sharp at once and twice the resolution."""
    result = QIcon()
    for ratio in RATIOS:
        result.addPixmap(pixmap(name, colour, size, ratio))
    return result
