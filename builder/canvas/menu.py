"""The context menu of the canvas."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from builder.canvas.actions import ENTRIES, MenuEntry, Offer, StepActions
from builder.document.document import Document
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.workflow import find

if TYPE_CHECKING:
    from builder.canvas.view import CanvasView


def context_menu(parent: QWidget, look: Look, document: Document, actions: StepActions) -> QMenu:
    """A menu with every action on the selected steps."""
    menu = QMenu(parent)
    for entry in ENTRIES:
        if entry is None:
            menu.addSeparator()
            continue
        offer = actions.offer(entry.action)
        if entry.offered and offer is None:
            continue
        action = menu.addAction(_text(entry, document, offer))
        action.setShortcut(QKeySequence(entry.keys))
        action.setShortcutVisibleInContextMenu(True)
        if entry.icon:
            action.setIcon(icon(entry.icon, look.theme.muted))
        action.setEnabled(offer.possible() if offer else _enabled(entry, document, actions))
        action.triggered.connect(partial(actions.run, entry.action))
    return menu


def ground_menu(view: CanvasView) -> QMenu:
    """A menu of what can be done where no step is: at the "+" the keyboard is on, or anywhere."""
    menu = QMenu(view)
    actions, place = view.actions_on_steps, view.picture.focused
    if place is not None:
        _add(menu, tr("Add a step here"), "Ins", partial(view.ask_palette, place))
    _add(menu, tr("Paste"), "Ctrl+V", actions.paste)
    menu.addSeparator()
    _add(menu, tr("Select all steps"), "Ctrl+A", actions.select_all)
    _add(menu, tr("Find on the canvas"), "Ctrl+F", view.keys.find)
    _add(menu, tr("Collapse / expand all"), "Shift+C", view.folding.toggle_all)
    _add(menu, tr("Fit workflow"), "Shift+1", view.fit)
    return menu


def _add(menu: QMenu, text: str, keys: str, do: Callable[[], object]) -> None:
    action = menu.addAction(text)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(lambda _: do())


def _enabled(entry: MenuEntry, document: Document, actions: StepActions) -> bool:
    if entry.action == "edit":
        return document.current is not None
    if entry.needs_request:
        return actions.request
    return actions.steps or not entry.needs_steps


def _text(entry: MenuEntry, document: Document, offer: Offer | None) -> str:
    if offer is not None and offer.ticked is not None and offer.ticked():
        return tr(entry.text_on)
    if entry.action != "toggle":
        return tr(entry.text)
    chosen = [find(document.workflow, number) for number in document.selected]
    disabled = chosen and not any(step and step.enabled for step in chosen)
    return tr("Enable") if disabled else tr("Disable")
