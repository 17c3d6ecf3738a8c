"""Keeps the layout up with the document and with what is collapsed, and lets cards glide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF

from builder.canvas.layout import Layout, lay_out
from builder.canvas.motion import Motion
from builder.canvas.painting import OVERVIEW
from builder.canvas.scene import NUMBER_ROOM, cards, plus_of, seen_as
from builder.document.document import Change

if TYPE_CHECKING:
    from builder.canvas.view import CanvasView


class Arrangement(QObject):
    """Lays the workflow out anew when it, or what is collapsed, is another one."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        self.motion = Motion(view, view.look)
        view.document.changed.connect(self._changed)
        view.folding.changed.connect(self._refold)

    def _changed(self, change: Change) -> None:
        """Lay out anew; only what differs by identity costs anything."""
        view = self._view
        idle = view.pointer.gesture is None
        view.pointer.cancel()
        before = view.picture.layout
        view.folding.follow(change)
        view.picture.layout = lay_out(change.after, before, view.folding.collapsed)
        if idle and view.camera.zoom >= OVERVIEW and view.layout_now.stands_like(before):
            self._repaint_cards(before)
        else:
            self._move_on(before)

    def _refold(self) -> None:
        """Other blocks are collapsed now: what was selected inside is selected as its block."""
        view = self._view
        workflow, before = view.document.workflow, view.layout_now
        view.picture.layout = lay_out(workflow, before, view.folding.collapsed)
        self._move_on(before)
        view.document.select(seen_as(view.layout_now, workflow, view.document.selected))
        view.describe()

    def _move_on(self, before: Layout) -> None:
        """Let everything glide from where it stood in an earlier layout."""
        view = self._view
        if view.camera.zoom >= OVERVIEW:
            self.motion.begin(before, view.seen())
        focused = view.picture.focused
        if focused and plus_of(view.layout_now, focused) is None:
            view.focus_place(None)
        view.pointer.look_again()
        view.renew()

    def _repaint_cards(self, before: Layout) -> None:
        """Only fields of some steps changed: the rest of the picture is right as it is."""
        view = self._view
        seen = view.seen().grown(NUMBER_ROOM)
        for old, new in zip(cards(before, seen), cards(view.layout_now, seen), strict=True):
            if old.step is not new.step:
                left, top, right, bottom = new.area.grown(NUMBER_ROOM)
                start = view.camera.to_view(left, top)
                end = view.camera.to_view(max(right, new.note.right), bottom)
                view.update(QRectF(QPointF(*start), QPointF(*end)).toAlignedRect())
