"""Telling screen readers what happens where the keyboard is not."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def forget_access(widget: QWidget) -> None:
    """Have a widget described anew: it is of another kind to screen readers now."""
    if QAccessible.isActive():
        access = QAccessible.queryAccessibleInterface(widget)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(access))


def announce(widget: QWidget, text: str, urgent: bool = False) -> None:
    """Let a screen reader say something without moving the focus; nothing where none listens.

    Args:
        widget: Where it happened.
        text: A sentence of the interface.
        urgent: Whether it interrupts what is being said.
    """
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    levels = QAccessible.AnnouncementPoliteness
    event.setPoliteness(levels.Assertive if urgent else levels.Polite)
    QAccessible.updateAccessibility(event)
