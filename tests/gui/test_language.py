"""The interface in another language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QWidget,
)

from builder import examples, resource
from builder.look.language import ENGLISH, install, tr, tr_count
from tests.support.program import User, use

SMALL = (1024, 640)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert install(qapp, "de") == "de"
    yield
    install(qapp, ENGLISH)


def other_in_german() -> frozenset[str]:
    """English texts without values that German says in other words, and no German text."""
    root = ElementTree.parse(resource.path("translations", "steploom_de.ts")).getroot()
    pairs = [(m.findtext("source") or "", m.findtext("translation")) for m in root.iter("message")]
    spoken = {text for _, text in pairs}
    return frozenset(text for text, german in pairs if german != text and text not in spoken)


def texts(window: QWidget) -> Iterator[tuple[QWidget | QAction, str]]:
    """What visible widgets and all actions say, tooltips and names for screen readers included."""
    for action in window.findChildren(QAction):
        yield from ((action, said) for said in (action.text(), action.statusTip()))
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        yield from ((widget, said) for said in (widget.toolTip(), widget.accessibleName()))
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        elif isinstance(widget, QLineEdit):
            yield widget, widget.placeholderText()
        elif isinstance(widget, QComboBox):
            yield from ((widget, widget.itemText(row)) for row in range(widget.count()))
        elif isinstance(widget, QTabBar):
            yield from ((widget, widget.tabText(at)) for at in range(widget.count()))


def cut_off(window: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their text; those that say so by "…" left out."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton):
            continue
        if widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored:
            continue  # what is beside the point, shown where there is room
        wanted = widget.minimumSizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = widget.height() >= widget.heightForWidth(widget.width())
        else:
            fits = widget.width() >= wanted.width() and widget.height() >= wanted.height()
        if widget.text() and not fits:
            found.append(f"{widget.text()!r}: {widget.size()} of {wanted}")
    return found


def test_texts_values_and_numbers_are_said_in_german(german: None) -> None:
    assert tr("Save") == "Speichern"
    assert tr("Rename {name}", name="“a”") == "“a” umbenennen"
    assert tr_count("{n:,} item", "{n:,} items", 1) == "1 Element"
    assert tr_count("{n:,} item", "{n:,} items", 12_345) == "12.345 Elemente"
    assert tr("A text that nobody translated") == "A text that nobody translated"


def test_qt_speaks_german_too(german: None) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_english_is_back_at_once(qapp: QApplication) -> None:
    install(qapp, "de")
    assert install(qapp, ENGLISH) == ENGLISH
    assert tr("Save") == "Save"
    assert tr_count("{n:,} item", "{n:,} items", 12_345) == "12,345 items"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_language_that_is_not_spoken_is_the_systems(qapp: QApplication) -> None:
    assert install(qapp, "tlh") == install(qapp)
    install(qapp, ENGLISH)
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_the_window_speaks_german_and_nothing_is_cut_off(
    qapp: QApplication, german: None, tmp_path: Path
) -> None:
    english = other_in_german()
    workspace = tmp_path / "example"
    examples.install(workspace)
    left: set[str] = set()
    cut: set[str] = set()

    def look(user: User) -> None:
        for widget, text in texts(user.window):
            if text.replace("&", "") in english or text in english:
                left.add(f"{type(widget).__name__}: {text}")
        cut.update(cut_off(user.window))

    async def scenario(user: User) -> None:
        window = user.window
        window.resize(*SMALL)
        await user.settle(0.3)
        look(user)
        user.tab.runs.test_workflow()
        await user.ran()
        for number in (1, 2, 3):
            user.tab.document.select([number])
            await user.settle(0.3)
            look(user)
            form = user.tab.step_panel.form
            for tab in range(form.tabs.count() if form is not None else 0):
                form.show_tab(tab)
                await user.settle(0.1)
                look(user)

    use(qapp, tmp_path / "data", workspace, scenario, 90)
    assert (left, cut) == (set(), set())
