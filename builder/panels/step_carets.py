"""Where the caret was at each edit of the step panel, so that undo and redo bring it back there."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from builder.document.document import Change
from builder.forms.chip_edit import ChipEdit
from builder.forms.held_edit import Caret
from builder.model.workflow import Workflow

MOST = 500
"""Edits that are remembered."""


class Trace(msgspec.Struct):
    """One undo step: from which workflow to which, where it was made, the caret before and after.

    Attributes:
        widget: What had the keys.
        carets: The caret before and after in an editor of text; None in another widget.
    """

    before: Workflow
    after: Workflow
    step: int
    widget: QWidget
    carets: tuple[Caret, Caret] | None


class StepCarets:
    """The traces of one panel.

    Args:
        panel: Only what lies in it gets the keys, and only when they are in it already.
        reveal: Brings a widget of the panel into sight.
    """

    def __init__(self, panel: QWidget, reveal: Callable[[QWidget], None]) -> None:
        self._panel = panel
        self._reveal = reveal
        self._traces: deque[Trace] = deque(maxlen=MOST)
        self._waiting: tuple[Trace, bool] | None = None

    def note(self, before: Workflow, after: Workflow, step: int, merged: bool) -> None:
        """An edit was made in the panel.

        Args:
            before: The workflow before it.
            after: The workflow after it.
            step: Number of the step that was edited.
            merged: Whether it went into the undo step before it.
        """
        widget = QApplication.focusWidget()
        if widget is None or not self._panel.isAncestorOf(widget):
            return
        carets = widget.carets if isinstance(widget, ChipEdit) else None
        last = self._traces[-1] if self._traces else None
        if merged and last is not None and last.after is before:
            last.after = after
            if last.carets and carets:
                last.carets = (last.carets[0], carets[1])
            return
        self._traces.append(Trace(before, after, step, widget, carets))

    def follow(self, change: Change, shown: int | None) -> bool:
        """After a change from elsewhere: when it is an undo or redo of a trace, go there.

        Args:
            change: What changed.
            shown: Number of the step that is shown.

        Returns:
            Whether it was one.
        """
        found = self._waiting = self._found(change)
        self.arrive(shown)
        return found is not None

    def arrive(self, shown: int | None) -> None:
        """Another step is shown: perhaps the one whose edit was undone."""
        if self._waiting is None or self._waiting[0].step != shown:
            return
        trace, undone = self._waiting
        self._waiting = None
        now = QApplication.focusWidget()
        here = now is None or self._panel.isAncestorOf(now)
        if here and isValid(trace.widget):
            self._go_to(trace, undone)

    def _found(self, change: Change) -> tuple[Trace, bool] | None:
        for trace in reversed(self._traces):
            if trace.before is change.after and trace.after is change.before:
                return trace, True
            if trace.after is change.after and trace.before is change.before:
                return trace, False
        return None

    def _go_to(self, trace: Trace, undone: bool) -> None:
        self._reveal(trace.widget)
        trace.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if trace.carets is not None and isinstance(trace.widget, ChipEdit):
            trace.widget.put_caret(trace.carets[0 if undone else 1])
