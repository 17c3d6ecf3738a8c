"""What can be done with a body and the value in it that is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from builder.look.language import tr

CHARSETS = (
    "utf-8",
    "windows-1252",
    "iso-8859-2",
    "windows-1251",
    "shift_jis",
    "gb18030",
    "big5",
    "euc-kr",
    "utf-16-le",
    "utf-16-be",
)
"""Charsets a text can be read in when the response names a wrong one."""
COPY_REFERENCE = "Ctrl+Shift+C"
"""Keys that copy the reference to a value."""
Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Offer:
    """What the menu offers; None or empty for what there is not.

    Attributes:
        copy: Copies what is selected.
        copy_value: Copies the value.
        reference: The reference to it.
        expression: Its JSONPath.
        select_all: Selects everything.
        save: Saves the body, or the filtered values.
        read_as: Reads a text in a charset.
        charset: The one it is read in now.
    """

    save: Do
    copy: Do | None = None
    copy_value: Do | None = None
    reference: str = ""
    expression: str = ""
    select_all: Do | None = None
    read_as: Callable[[str], None] | None = None
    charset: str = ""


def body_menu(parent: QWidget, offer: Offer) -> QMenu:
    """A menu that ends when it is closed."""
    menu = QMenu(parent)
    if offer.copy is not None:
        menu.addAction(tr("Copy"), offer.copy)
    if offer.copy_value is not None:
        menu.addAction(tr("Copy value"), offer.copy_value)
    if offer.expression:
        menu.addAction(tr("Copy path"), lambda: to_clipboard(offer.expression))
    if offer.reference:
        copy = menu.addAction(tr("Copy path as reference"), lambda: to_clipboard(offer.reference))
        copy.setShortcut(QKeySequence(COPY_REFERENCE))  # shown; the body's own shortcut does it
    if offer.select_all is not None:
        menu.addAction(tr("Select all"), offer.select_all)
    menu.addSeparator()
    if offer.read_as is not None:
        _add_charsets(menu, offer.read_as, offer.charset)
    menu.addAction(tr("Save body…"), offer.save)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add_charsets(menu: QMenu, read_as: Callable[[str], None], now: str) -> None:
    charsets = menu.addMenu(tr("Read the text as"))
    for name in CHARSETS:
        action = charsets.addAction(name.upper())
        action.setCheckable(True)
        action.setChecked(name == now)
        action.triggered.connect(lambda _=False, name=name: read_as(name))


def to_clipboard(text: str) -> None:
    """Put a text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
