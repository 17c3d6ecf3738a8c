"""Completes names in a GraphQL editor from the schema of the step's server."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QTextCharFormat, QTextCursor

from builder.document.schema_desk import SchemaDesk
from builder.forms import chips
from builder.forms.chip_edit import ENTER, ChipEdit
from builder.forms.chip_text import OBJECT
from builder.forms.completion_list import ROWS, CompletionList
from builder.forms.context import FormContext
from builder.look.language import tr
from builder.model.graphql_completion import Suggestion, Suggestions, suggestions

NO_SCHEMA = "Names can be completed once “Load schema” has asked the server for them."
NOTHING = "Nothing of the schema fits here."
LONGEST = 50_000
"""Longer queries are not completed."""
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS,
    Qt.Key.Key_PageUp: -ROWS,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_GOES = (
    QEvent.Type.FocusOut,
    QEvent.Type.Hide,
    QEvent.Type.Wheel,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Resize,
)


class Completion(QObject):
    """Opens the list while a name is typed and on Ctrl+Space; Tab and Enter take, Esc closes.

    Attributes:
        popup: The list while it is open.
    """

    def __init__(self, context: FormContext, desk: SchemaDesk, edit: ChipEdit) -> None:
        super().__init__(edit)
        self._context = context
        self._desk = desk
        self._edit = edit
        self._typed = ""
        self._prefix = ""
        self.popup: CompletionList | None = None
        edit.installEventFilter(self)
        edit.viewport().installEventFilter(self)
        edit.edited.connect(self._edited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that are for the list do not reach the editor."""
        kind = event.type()
        if kind in _GOES and self.popup is not None:
            self.close()
        if not isinstance(event, QKeyEvent) or kind is QEvent.Type.KeyRelease:
            return False
        if kind is QEvent.Type.ShortcutOverride:
            if self._is_for_list(event):
                event.accept()
            return False
        self._typed = event.text()
        return self._key(event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        keys = (*ENTER, *_STEPS, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
        return self.popup is not None and event.modifiers() in _PLAIN and event.key() in keys

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and event.modifiers() & _CONTROL:
            self.open(asked=True)
            return True
        if self.popup is None:
            return False
        if not self._is_for_list(event):
            if not event.text():
                self._follow(event)
            return False
        if event.key() in _STEPS:
            self.popup.step(_STEPS[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return True
        return self._take()

    def _follow(self, event: QKeyEvent) -> None:
        """The caret moves away."""
        held = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
        if event.key() not in held:
            self.close()

    def _take(self) -> bool:
        """Take what is chosen; False when it stands there already: then Enter breaks the line."""
        assert self.popup is not None
        entry = self.popup.current
        if entry is None or entry.name == self._prefix:
            self.close()
            return False
        self._insert(entry)
        return True

    def _insert(self, entry: Suggestion) -> None:
        prefix = self._prefix
        self.close()
        self._typed = ""
        cursor = self._edit.textCursor()
        keep = QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(QTextCursor.MoveOperation.Left, keep, len(prefix))
        cursor.insertText(f"{entry.name}{entry.tail}", QTextCharFormat())
        self._edit.setTextCursor(cursor)

    def _edited(self, text: str) -> None:
        typed = self._typed
        named = typed.isidentifier() or typed.isdigit() or typed in ("$", "@")
        if typed and (named or (self.popup is not None and typed == "\b")):
            self.open(asked=False)
        else:
            self.close()

    def open(self, asked: bool) -> None:
        """List what fits at the caret.

        Args:
            asked: Whether the user asked for it: then it is said why there is nothing.
        """
        schema = self._desk.schema(self._context.variables.number)
        before, after = self._around()
        if schema is None or len(before) + len(after) > LONGEST:
            self._show(Suggestions(), tr(NO_SCHEMA) if asked and schema is None else "")
            return
        found = suggestions(schema, before + after, len(before))
        self._prefix = found.prefix
        done = len(found.entries) == 1 and found.entries[0].name == found.prefix
        told = found.prefix or self._typed in ("$", "@")
        if not asked and (done or not told):
            found = Suggestions()
        self._show(found, tr(NOTHING) if asked and not found.entries else "")

    def _show(self, found: Suggestions, sentence: str) -> None:
        if not found.entries and not sentence:
            self.close()
            return
        if self.popup is None:
            self.popup = CompletionList(self._context.look, self._edit.window())
            self.popup.chosen.connect(self._insert)
        if sentence:
            self.popup.say(sentence, self._caret(""))
        else:
            self.popup.show_entries(found, self._caret(found.prefix))

    def close(self) -> None:
        """Take the list away."""
        if self.popup is not None:
            self.popup.hide()
            self.popup.deleteLater()
            self.popup = None

    def _around(self) -> tuple[str, str]:
        """The text before and after the caret, a digit for each reference."""
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(self._edit.textCursor().position(), QTextCursor.MoveMode.KeepAnchor)
        before = cursor.selectedText()
        whole = chips.read(self._edit.document()).raw
        plain = whole.replace(OBJECT, "0")
        return plain[: len(before)], plain[len(before) :]

    def _caret(self, prefix: str) -> QRect:
        """Where a name that begins with the prefix stands, in the window."""
        caret = self._edit.cursorRect()
        metrics = QFontMetricsF(self._edit.font())
        caret.translate(-round(metrics.horizontalAdvance(prefix)), 0)
        at = self._edit.viewport().mapTo(self._edit.window(), QPoint(0, 0))
        return caret.translated(at)


_CONTROL = Qt.KeyboardModifier.ControlModifier
