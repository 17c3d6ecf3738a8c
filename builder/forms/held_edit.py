"""The editor of text with chips, as far as it holds text and caret, and no keys or mouse."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from builder.forms import chip_text, chips
from builder.forms.bare_edit import BareEdit
from builder.look.announcing import announce, forget_access
from builder.look.theme import Look

SPOKEN = 500
"""The chips of longer texts are said only where the caret is."""
Caret = tuple[int, int]
"""Where a selection begins and where the caret is, in the document's positions."""


def _nothing(source: str) -> str:
    return ""


def _said(source: str) -> str:
    """A reference as it is written, of anything else its name."""
    return source if chip_text.is_chip_of_reference(source) else chip_text.label(source)


class HeldEdit(BareEdit):
    """Holds a text with its references as chips, and knows where the caret was at each change.

    Attributes:
        references: Whether there are chips of references.
        describe: What is said of a chip, asked with its source.
        carets: The caret before and after the last change the user made.

    Signals:
        edited: The user changed the text; the new text.
    """

    edited = Signal(object)

    def __init__(
        self,
        look: Look,
        *,
        one_line: bool = True,
        references: bool = True,
        faulty: Callable[[str], bool] = lambda source: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, one_line, parent)
        self.references = references
        self.describe: Callable[[str], str] = _nothing
        if references:  # addresses, paths and code read so in any language
            self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.carets: tuple[Caret, Caret] = ((0, 0), (0, 0))
        self._caret: Caret = (0, 0)
        self._changing = False
        self._text = ""
        self._spoken = ""
        self._problem = ""
        self._setting = False
        self._chip = chips.ChipObject(self, look, faulty)
        self.document().documentLayout().registerHandler(chips.CHIP, self._chip)
        self.document().contentsChange.connect(self._begin_change)
        self.document().contentsChanged.connect(self._contents_changed)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.selectionChanged.connect(self._caret_moved)

    def text(self) -> str:
        """The text, chips as `{{…}}`."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a text. What is the same is not touched, so the caret stays where it is."""
        if text != self._text:
            self._text = text
            self.show_again(text)

    def show_again(self, text: str) -> None:
        """Show a text, what differs from what is shown alone."""
        self._setting = True
        wanted = chip_text.content(text, one_line=self.one_line, chips=self.references)
        try:
            position = chips.replace(self.document(), wanted)
        finally:
            self._setting = False
        if position is not None and self.hasFocus():
            cursor = self.textCursor()
            cursor.setPosition(position)
            self.setTextCursor(cursor)

    def _contents_changed(self) -> None:
        before, self._caret = self._caret, self._caret_now()
        self._changing = False
        held = chips.read(self.document())
        self._spell_out(held)
        if self._setting:
            return
        text = held.text
        if text != self._text:
            self._text = text
            self.carets = (before, self._caret)
            self.edited.emit(text)

    def _spell_out(self, held: chip_text.Content) -> None:
        """Have screen readers say the chips of a short text, which are one unnamed mark each."""
        spoken = ""
        if held.sources and len(held.raw) <= SPOKEN:
            spoken = chip_text.Content(held.raw, tuple(map(_said, held.sources))).text
        self._spoken = spoken
        self._describe()

    def set_problem(self, problem: str) -> None:
        """Have screen readers say what is wrong with the text."""
        self._problem = problem
        self._describe()

    def set_dotted(self, dotted: bool) -> None:
        """Show dots, and have screen readers say no more than that."""
        before = self.dotted
        super().set_dotted(dotted)
        if dotted != before:
            forget_access(self)
            self._describe()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, selected chips last."""
        super().paintEvent(event)
        self._chip.draw_chosen(QPainter(self.viewport()))

    def _describe(self) -> None:
        said = "\n".join(filter(None, (self._problem, "" if self.dotted else self._spoken)))
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def _begin_change(self, position: int, removed: int, added: int) -> None:
        """Keep where the caret was until the change is done."""
        self._changing = True

    def _caret_now(self) -> Caret:
        cursor = self.textCursor()
        return cursor.anchor(), cursor.position()

    def _caret_moved(self) -> None:
        if self._changing:
            return
        self._caret = self._caret_now()
        if self.hasFocus() and (source := chips.beside(self.textCursor())):
            announce(self, self.describe(source))  # else only “object” would be said

    def put_caret(self, caret: Caret) -> None:
        """Select and put the caret as it was, as far as the text still goes."""
        end = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(caret[0], end))
        cursor.setPosition(min(caret[1], end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def insert(self, text: str) -> None:
        """Put text in place of the selection, its references as chips."""
        cursor = self.textCursor()
        wanted = chip_text.content(text, one_line=self.one_line, chips=self.references)
        chips.insert(cursor, wanted)
        self.setTextCursor(cursor)
