"""Images shown, CSV as a table, HTML as the text in it; nothing is ever loaded or run."""

from __future__ import annotations

from html.parser import HTMLParser

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QRectF,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from builder.look.language import tr
from builder.look.theme import Look
from builder.model.visible_text import visible
from builder.viewer.body import Body, Nature
from builder.viewer.csv_view import CsvView

HTML_LIMIT = 64 * 1024
"""Bytes of HTML whose text is shown."""
HTML_SLICE = 4096
"""Characters of it that are read between two turns of the window."""
LARGEST = 4096
"""Pixels; larger images are decoded smaller."""
UNSEEN = frozenset({"script", "style", "template", "head"})
BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section"})


class _Words(HTMLParser):
    """Collects the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._unseen and data.strip():
            self.words.append(" ".join(data.split()) + " ")


class HtmlText(QObject):
    """Takes the text out of a page, a slice at a time.

    Signals:
        read: The text, one line a block, scripts and styles left out.
    """

    read = Signal(str)

    def __init__(self, html: str, parent: QObject) -> None:
        super().__init__(parent)
        self._html = html
        self._words = _Words()
        self._position = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin; a short page is read at once."""
        self._timer.start()
        self._go_on()

    def _go_on(self) -> None:
        if self._position < len(self._html):
            self._words.feed(self._html[self._position : self._position + HTML_SLICE])
            self._position += HTML_SLICE
        if self._position >= len(self._html):
            self._timer.stop()
            self._words.close()
            lines = (line.strip() for line in "".join(self._words.words).split("\n"))
            self.read.emit("\n".join(visible(line) for line in lines if line))


class _Signals(QObject):
    decoded = Signal(QImage, QSize)


class _Decoding(QRunnable):
    """Decodes an image beside the window."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data
        self.signals = _Signals()

    def run(self) -> None:
        buffer = QBuffer()
        buffer.setData(QByteArray(self._data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        size = reader.size()
        if max(size.width(), size.height()) > LARGEST:
            reader.setScaledSize(size.scaled(LARGEST, LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
        self.signals.decoded.emit(reader.read(), size)


class ImageView(QWidget):
    """An image in the middle, made smaller to fit, never larger.

    Attributes:
        size_text: "640 × 480 px" once the image has been decoded.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._image = QPixmap()
        self._decoding: _Decoding | None = None
        self._width = 0
        self.size_text = ""

    def show_bytes(self, data: bytes) -> None:
        """Decode and show an image."""
        self._image = QPixmap()
        self.size_text = ""
        self._decoding = _Decoding(data)
        self._decoding.signals.decoded.connect(self._show)
        self._decoding.setAutoDelete(False)
        QThreadPool.globalInstance().start(self._decoding)
        self.update()

    def _show(self, image: QImage, size: QSize) -> None:
        if self._decoding is None or self.sender() is not self._decoding.signals:
            return
        self._decoding = None
        self._image = QPixmap.fromImage(image)
        self._width = size.width()
        shown = tr("{width} × {height} px", width=size.width(), height=size.height())
        self.size_text = (
            tr("The image cannot be decoded: look at it in Hex") if image.isNull() else shown
        )
        self.setAccessibleName(tr("Image, {size}", size=self.size_text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the image and its size below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._look.theme.canvas)
        room = self.rect().adjusted(16, 16, -16, -36)
        if not self._image.isNull() and room.isValid():
            size = self._image.size()
            if size.width() > room.width() or size.height() > room.height():
                size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(room.toRectF().center())
            painter.drawPixmap(place, self._image, QRectF(self._image.rect()))
        painter.setPen(self._look.theme.muted)
        line = self.rect().adjusted(0, self.height() - 28, 0, -8)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._caption())

    def _caption(self) -> str:
        """The size, and how much smaller the image is shown."""
        room = self.rect().adjusted(16, 16, -16, -36)
        size = self._image.size()
        if size.isEmpty() or (size.width() <= room.width() and size.height() <= room.height()):
            return self.size_text
        shown = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        percent = round(100 * shown.width() / max(1, self._width))
        return tr("{size}, shown at {percent} %", size=self.size_text, percent=max(1, percent))


class Preview(QStackedWidget):
    """The preview of a body."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = ImageView(look)
        self.table = CsvView(look)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setAccessibleName(tr("Text of the page"))
        self._reading: HtmlText | None = None
        self._cut = False
        for widget in (self.image, self.table, self.text):
            self.addWidget(widget)

    def show_body(self, body: Body) -> None:
        """Show an image, a table or the text of a page."""
        if body.nature is Nature.IMAGE:
            self.image.show_bytes(body.data[:])
            self.setCurrentWidget(self.image)
            return
        if body.nature is Nature.CSV:
            self.table.show_body(body)
            self.setCurrentWidget(self.table)
            return
        self._cut = len(body.data) > HTML_LIMIT
        if self._reading is not None:
            self._reading.deleteLater()
        self.text.clear()
        html = body.data[:HTML_LIMIT].decode(body.charset, "replace")
        self._reading = HtmlText(html, self)
        self._reading.read.connect(self._show_text)
        self.setCurrentWidget(self.text)
        self._reading.start()

    def _show_text(self, text: str) -> None:
        if self._cut:
            text += "\n\n" + tr("(the text of the first 64 KB; Raw shows all)")
        self.text.setPlainText(text)
