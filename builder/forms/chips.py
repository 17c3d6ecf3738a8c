"""The chips of an editor: put into its document, read from it, found under the mouse, painted.

A document holds its text with U+FFFC where a chip stands; the chip's format carries the source
(see `builder.forms.chip_text`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit

from builder.forms.chip_text import (
    OBJECT,
    QUIET,
    Content,
    is_chip_of_reference,
    is_fold,
    label,
    units,
)
from builder.look.theme import Look

CHIP = int(QTextFormat.ObjectTypes.UserObject.value) + 1
SOURCE = int(QTextFormat.Property.UserProperty.value) + 1
LABEL, KIND = SOURCE + 1, SOURCE + 2
REFERENCE, QUIET_MARK, LOUD_MARK = "reference", "quiet", "loud"
"""Kinds of chips: a reference, a mark or folded part of no danger, a character nobody would see."""
PADDING = 6.0
"""Room at each side of a chip's label, px."""
GAP = 2.0
"""Room around a chip, px."""
UNLIMITED = 10_000.0


def read(document: QTextDocument) -> Content:
    """What a document holds."""
    raw = document.toRawText().replace("\u2029", "\n")
    return Content(raw, tuple(_sources(document.firstBlock(), raw)))


def read_selection(cursor: QTextCursor) -> Content:
    """What a cursor has selected."""
    raw = cursor.selectedText().replace("\u2029", "\n")
    start, stop = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    return Content(raw, tuple(_sources(block, raw, range(start, stop))))


def _sources(block: QTextBlock, raw: str, within: range | None = None) -> Iterator[str]:
    """What the chips in a text stand for that begins in a block.

    Fragments are asked, not cursors: a cursor would have the text laid out for each chip.
    """
    if OBJECT not in raw:
        return
    document, first = block.document(), block.blockNumber()
    for number, line in enumerate(raw.split("\n"), first):
        if OBJECT in line:
            for place, source in _in_block(document.findBlockByNumber(number)):
                if within is None or place in within:
                    yield source


def _in_block(block: QTextBlock) -> Iterator[tuple[int, str]]:
    """The chips of a block: where they stand in the document, and their sources."""
    step = block.begin()
    while not step.atEnd():
        fragment = step.fragment()
        text = fragment.text()
        if OBJECT in text:
            source, start = source_of(fragment.charFormat()), fragment.position()
            for place, mark in enumerate(text, start):
                if mark == OBJECT:
                    yield place, source
        step += 1


def beside(cursor: QTextCursor) -> str:
    """The reference before or behind the caret; empty when there is none."""
    document, place = cursor.document(), cursor.position()
    near = [p for p in (place - 1, place) if p >= 0 and document.characterAt(p) == OBJECT]
    if not near:
        return ""
    known = dict(_in_block(document.findBlock(near[0])))
    found = (known.get(place, "") for place in near)
    return next((source for source in found if is_chip_of_reference(source)), "")


def source_of(style: QTextFormat) -> str:
    """What a chip with this format stands for."""
    return str(style.property(SOURCE) or f"={OBJECT}")[1:]


def chip_format(source: str) -> QTextCharFormat:
    """The format of a chip."""
    style = QTextCharFormat()
    style.setObjectType(CHIP)
    style.setProperty(SOURCE, f"={source}")  # Qt drops a byte order mark at the beginning
    style.setProperty(LABEL, label(source))  # asked much more often than a long source can be read
    style.setProperty(KIND, _kind(source))
    return style


def _kind(source: str) -> str:
    if is_chip_of_reference(source):
        return REFERENCE
    return QUIET_MARK if source in QUIET or is_fold(source) else LOUD_MARK


def insert(cursor: QTextCursor, piece: Content) -> None:
    """Put content in place of what the cursor has selected."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    parts = piece.raw.split(OBJECT)
    for part, source in zip(parts, (*piece.sources, None), strict=True):
        if part:
            cursor.insertText(part, QTextCharFormat())
        if source is not None:
            cursor.insertText(OBJECT, chip_format(source))
    cursor.endEditBlock()


def replace(document: QTextDocument, after: Content) -> int | None:
    """Make a document hold `after`, touching only what differs.

    Returns:
        The position behind what was changed, or None when nothing was.
    """
    before = read(document)
    if before == after:
        return None
    start = _common(before, after)
    longest = min(len(before.raw), len(after.raw)) - start
    end = _common(_reversed(before), _reversed(after), longest)
    cursor = QTextCursor(document)
    cursor.setPosition(units(before.raw[:start]))
    stop = units(before.raw[: len(before.raw) - end])
    cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
    changed = after.raw[start : len(after.raw) - end]
    first = after.raw[:start].count(OBJECT)
    insert(cursor, Content(changed, after.sources[first : first + changed.count(OBJECT)]))
    return cursor.position()


def _reversed(piece: Content) -> Content:
    return Content(piece.raw[::-1], piece.sources[::-1])


def _common(a: Content, b: Content, longest: int | None = None) -> int:
    """How many characters two contents begin with alike, chips compared by their source."""
    limit = min(len(a.raw), len(b.raw)) if longest is None else longest
    same = bisect_left(range(1, limit + 1), True, key=lambda n: a.raw[:n] != b.raw[:n])
    position = a.raw.find(OBJECT, 0, same)
    for one, other in zip(a.sources, b.sources, strict=False):
        if position < 0:
            break
        if one != other:
            return position
        position = a.raw.find(OBJECT, position + 1, same)
    return same


def before_caret(cursor: QTextCursor) -> str:
    """The text of the line up to the caret, chips as U+FFFC."""
    before = QTextCursor(cursor)
    before.setPosition(cursor.position())
    before.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return before.selectedText()


def chip_at(edit: QPlainTextEdit, place: QPoint) -> QTextCursor | None:
    """The chip under a point of an editor's viewport, selected, or None."""
    near = edit.cursorForPosition(place).position()
    for start in (near - 1, near):
        cursor = QTextCursor(edit.document())
        cursor.setPosition(max(start, 0))
        left = edit.cursorRect(cursor)
        right = QTextCursor.MoveOperation.Right
        moved = cursor.movePosition(right, QTextCursor.MoveMode.KeepAnchor)
        inside = left.left() <= place.x() < edit.cursorRect(cursor).left()
        if moved and inside and cursor.selectedText() == OBJECT:
            return cursor
    return None


class ChipObject(QPyTextObject):
    """Paints the chips of one editor.

    Attributes:
        widest: Chips are no wider than this, px; their labels are cut in the middle then.
    """

    def __init__(self, editor: QPlainTextEdit, look: Look, faulty: Callable[[str], bool]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._look = look
        self._faulty = faulty
        self._sizes: dict[str, QSizeF] = {}
        self._chosen: list[tuple[QRectF, QTextFormat]] = []
        self.widest = UNLIMITED

    def intrinsicSize(self, document: QTextDocument, position: int, style: QTextFormat) -> QSizeF:
        """As wide as the label; as high as text is above its base line."""
        words = str(style.property(LABEL))
        size = self._sizes.get(words)
        if size is None:  # asked some dozen times a keystroke
            metrics = QFontMetricsF(self._look.font(12, code=True))
            width = metrics.horizontalAdvance(words) + 2 * (PADDING + GAP)
            size = self._sizes[words] = QSizeF(width, metrics.ascent())
        return size if size.width() <= self.widest else QSizeF(self.widest, size.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        style: QTextFormat,
    ) -> None:
        """Draw a chip; those that are selected wait for `draw_chosen`."""
        cursor = self._editor.textCursor()
        if cursor.selectionStart() <= position < cursor.selectionEnd():
            self._chosen.append((QRectF(rect), QTextFormat(style)))
        else:
            self._draw(painter, QRectF(rect), style, Qt.PenStyle.NoPen)

    def draw_chosen(self, painter: QPainter) -> None:
        """Draw the selected chips over the text: Qt lays the colour of the selection on them."""
        for rect, style in self._chosen:
            self._draw(painter, rect, style, Qt.PenStyle.SolidLine)
        self._chosen = []

    def _draw(self, painter: QPainter, rect: QRectF, style: QTextFormat, ring: Qt.PenStyle) -> None:
        """Draw the chip round its label, a little above and below the line of text."""
        font = self._look.font(12, code=True)
        ink, ground = self._colours(style)
        box = rect.adjusted(GAP, -2, -GAP, QFontMetricsF(font).descent() + 2)
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1, ring))
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(ink)
        painter.setFont(font)
        words = str(style.property(LABEL))
        if self.widest < UNLIMITED:
            room = box.width() - 2 * PADDING + 1
            words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()

    def _colours(self, style: QTextFormat) -> tuple[QColor, QColor]:
        """Ink and ground: red leads nowhere, amber is a character one would not see."""
        theme, kind = self._look.theme, style.property(KIND)
        if kind == REFERENCE:
            bad = self._faulty(source_of(style))
            return theme.tone("error") if bad else (theme.chip_text, theme.chip)
        return (theme.muted, theme.canvas) if kind == QUIET_MARK else theme.tone("warning")
