"""The context menu of the canvas."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from builder.canvas.actions import ENTRIES, MenuEntry, Offer, StepActions
from builder.document.document import Document
from builder.look.icons import icon
from builder.look.language import tr
from builder.look.theme import Look
from builder.model.workflow import find


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
