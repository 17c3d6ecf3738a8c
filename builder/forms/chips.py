"""References as chips: the text of a field with each `{{…}}` as one object of one caret position.

A document holds its text with U+FFFC where a chip stands; the chip's format carries the source.
Characters an editor cannot hold as they are (line breaks in one line, U+FFFC itself) are chips
too, so that a text read back is the text that was put in, to the character.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QPoint, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit

from builder.look.theme import Look
from builder.model.template import TemplateError, parse

OBJECT = "\ufffc"
CHIP = int(QTextFormat.ObjectTypes.UserObject.value) + 1
SOURCE = int(QTextFormat.Property.UserProperty.value) + 1
PADDING = 6.0
"""Room at each side of a chip's label, px."""
GAP = 2.0
"""Room around a chip, px."""
LABEL_LENGTH = 56
"""Longer labels are cut in the middle."""
MOST_CHIPS = 300
"""References beyond this number stay text: a field of thousands of them must stay fast."""
LONG_TEXT = 100_000
MOST_IN_LONG_TEXT = 40
"""The same for texts longer than `LONG_TEXT`, in which each chip takes longer to be found."""
LONGEST_REFERENCE = 4000
GLYPHS = {"\n": "↵", "\r": "␍", "\u2029": "¶", OBJECT: "□", "\ufdd0": "□", "\ufdd1": "□"}


@dataclass(frozen=True, slots=True)
class Content:
    """A text with its chips taken out: `raw` has U+FFFC where the next of `sources` stands."""

    raw: str
    sources: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text the content stands for."""
        if not self.sources:
            return self.raw
        parts = self.raw.split(OBJECT)
        mixed = (part + source for part, source in zip(parts, (*self.sources, ""), strict=True))
        return "".join(mixed)


def is_reference(text: str) -> bool:
    """Whether the text is exactly one `{{…}}` that can be read."""
    try:
        return parse(text).lone is not None
    except TemplateError:
        return False


def opens(text: str, start: int) -> bool:
    """Whether `{{` at `start` opens a reference: an odd number of backslashes makes it literal."""
    before = text[:start]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 0


def references(text: str) -> Iterator[tuple[int, int]]:
    """Where the readable references of a text stand, start and end; the rest may be unreadable."""
    position = 0
    while (start := text.find("{{", position)) >= 0:
        end = _end(text, start) if opens(text, start) else None
        if end is not None:
            yield start, end
        position = end or start + 2


def _end(text: str, start: int) -> int | None:
    close = start
    while 0 <= (close := text.find("}}", close + 1)) <= start + LONGEST_REFERENCE:
        if is_reference(text[start : close + 2]):
            return close + 2
        if text.find("{{", start + 2, close) >= 0 and '"' not in text[start:close]:
            return None
    return None


def content(text: str, *, one_line: bool, chips: bool) -> Content:
    """A text split into what is typed and what are chips."""
    special = set(GLYPHS) if one_line else set(GLYPHS) - {"\n"}
    pieces: list[str] = []
    sources: list[str] = []
    position = 0
    for start, end in references(text) if chips and "{{" in text else ():
        if len(sources) >= (MOST_CHIPS if len(text) < LONG_TEXT else MOST_IN_LONG_TEXT):
            break
        _add_plain(text[position:start], special, pieces, sources)
        pieces.append(OBJECT)
        sources.append(text[start:end])
        position = end
    _add_plain(text[position:], special, pieces, sources)
    return Content("".join(pieces), tuple(sources))


def _add_plain(text: str, special: set[str], pieces: list[str], sources: list[str]) -> None:
    if not any(mark in text for mark in special):
        pieces.append(text)
        return
    for character in text:
        if character in special:
            pieces.append(OBJECT)
            sources.append(character)
        else:
            pieces.append(character)


def read(document: QTextDocument) -> Content:
    """What a document holds."""
    raw = document.toRawText().replace("\u2029", "\n")
    count = raw.count(OBJECT)  # not one search more than there are chips: it would go to the end
    return Content(raw, tuple(islice(_sources(document, 0), count)))


def read_selection(cursor: QTextCursor) -> Content:
    """What a cursor has selected."""
    raw = cursor.selectedText().replace("\u2029", "\n")
    found = _sources(cursor.document(), cursor.selectionStart())
    return Content(raw, tuple(islice(found, raw.count(OBJECT))))


def _sources(document: QTextDocument, position: int) -> Iterator[str]:
    while not (cursor := document.find(OBJECT, position)).isNull():
        yield source_of(cursor.charFormat())
        position = cursor.position()


def source_of(style: QTextFormat) -> str:
    """What a chip with this format stands for."""
    return str(style.property(SOURCE) or OBJECT)


def chip_format(source: str) -> QTextCharFormat:
    """The format of a chip."""
    style = QTextCharFormat()
    style.setObjectType(CHIP)
    style.setProperty(SOURCE, source)
    return style


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


def units(text: str) -> int:
    """Length in UTF-16 code units, which is how a document counts positions."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


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


def label(source: str) -> str:
    """What a chip shows: `{{2.response.body.id}}` as `2 · response.body.id`."""
    if source in GLYPHS:
        return GLYPHS[source]
    inside = source[2:-2].strip()
    root, dot, rest = inside.partition(".")
    shown = f"{root} · {rest}" if dot and (root.isdigit() or root in ("env", "self")) else inside
    if len(shown) > LABEL_LENGTH:
        shown = f"{shown[: LABEL_LENGTH // 2]}…{shown[-LABEL_LENGTH // 2 :]}"
    return shown


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
    """Paints the chips of one editor."""

    def __init__(self, editor: QPlainTextEdit, look: Look, faulty: Callable[[str], bool]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._look = look
        self._faulty = faulty
        self._sizes: dict[str, QSizeF] = {}

    def intrinsicSize(self, document: QTextDocument, position: int, style: QTextFormat) -> QSizeF:
        """As wide as the label; as high as text is above its base line."""
        source = source_of(style)
        size = self._sizes.get(source)
        if size is None:  # asked some dozen times a keystroke
            metrics = QFontMetricsF(self._look.font(12, code=True))
            width = metrics.horizontalAdvance(label(source)) + 2 * (PADDING + GAP)
            size = self._sizes[source] = QSizeF(width, metrics.ascent())
        return size

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        document: QTextDocument,
        position: int,
        style: QTextFormat,
    ) -> None:
        """Draw the chip round its label, a little above and below the line of text."""
        source = source_of(style)
        font = self._look.font(12, code=True)
        theme = self._look.theme
        ground, ink = theme.chip, theme.chip_text
        if source not in GLYPHS and self._faulty(source):
            ink, ground = theme.tone("warning")
        box = QRectF(rect).adjusted(GAP, -2, -GAP, QFontMetricsF(font).descent() + 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cursor = self._editor.textCursor()
        chosen = cursor.selectionStart() <= position < cursor.selectionEnd()
        painter.setPen(ink if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label(source))
        painter.restore()
