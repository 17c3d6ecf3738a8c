"""Context menus and tooltips: for what lies under the pointer, or what the keyboard is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QToolTip

from builder.canvas.geometry import CARD_HEIGHT, CARD_WIDTH, Spot
from builder.canvas.scene import card_at, card_of, note_at, plus_at, plus_of
from builder.look.language import tr

if TYPE_CHECKING:
    from builder.canvas.view import CanvasView


class Context(QObject):
    """Opens the menu and shows tooltips."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def open_menu(self) -> None:
        """Open the context menu for what the keyboard is on."""
        on_ground = self._view.picture.focused is not None or not self._view.document.selected
        self._menu(self._view.mapToGlobal(self._keyboard_at()), on_ground)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Context menus, and tooltips of what lies under the pointer."""
        if isinstance(event, QContextMenuEvent):
            if event.reason() is QContextMenuEvent.Reason.Mouse:
                self._menu(event.globalPos(), not self._point_at(event.pos()))
            else:
                self.open_menu()
            return True
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return False

    def _point_at(self, pos: QPoint) -> bool:
        """Select the card, or go to the gap, under a point; whether there is a card or a note."""
        view = self._view
        here = view.camera.to_canvas(pos.x(), pos.y())
        at = view.layout_now, here.x, here.y
        card = card_at(*at) or note_at(*at)
        plus = plus_at(view.layout_now, here.x, here.y)
        if card and card.step.number not in view.document.selected:
            view.document.select([card.step.number])
        view.focus_place(plus.place if plus and not card else None)
        return card is not None

    def _menu(self, at: QPoint, on_ground: bool) -> None:
        from builder.canvas.menu import context_menu, ground_menu

        view = self._view
        if on_ground:
            menu = ground_menu(view)
        else:
            menu = context_menu(view, view.look, view.document, view.actions_on_steps)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _keyboard_at(self) -> QPoint:
        """Where the focused "+", or the card selected last, is shown; else the middle."""
        view = self._view
        place, selected = view.picture.focused, view.document.selected
        plus = plus_of(view.layout_now, place) if place is not None else None
        card = card_of(view.layout_now, selected[-1]) if selected else None
        if plus is not None:
            at = view.camera.to_view(plus.x, plus.y)
        elif card is not None:
            at = view.camera.to_view(card.x + CARD_WIDTH / 2, card.y + CARD_HEIGHT / 2)
        else:
            return view.rect().center()
        x = max(0, min(round(at.x), view.width() - 1))
        return QPoint(x, max(0, min(round(at.y), view.height() - 1)))

    def _show_tip(self, event: QHelpEvent) -> None:
        view = self._view
        x, y = view.camera.to_canvas(event.pos().x(), event.pos().y())
        card = card_at(view.layout_now, x, y) or note_at(view.layout_now, x, y)
        hovered = view.picture.hovered
        if isinstance(hovered, Spot) and hovered.part == "fold":
            text = tr("Collapse or expand what it holds (C)")
        elif isinstance(hovered, Spot) and hovered.part == "mark":
            marked = card_of(view.layout_now, hovered.number)
            why = view.picture.problem(marked.step) if marked else ""
            text = "\n".join((why, tr("Click for ways to put it right (Alt+Enter)")))
        else:
            gap = plus_at(view.layout_now, x, y) if card is None else None
            text = view.picture.tip(card.step) if card else tr("Add a step here") if gap else ""
        if text:
            QToolTip.showText(event.globalPos(), text, view)
        else:
            QToolTip.hideText()
