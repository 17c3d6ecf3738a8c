"""The interface in another language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
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
from builder.model.workflow import ROOT, Place
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
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from ((widget, said) for said in cells(widget.model()))


def cells(model: QAbstractItemModel) -> Iterator[str]:
    """The headings of a list or table, and what its first rows say."""
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(200, model.rowCount())):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                yield str(model.index(row, column).data(role) or "")


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


class Reader:
    """Collects what is English, and what is cut off, on all that is open."""

    def __init__(self) -> None:
        self._english = other_in_german()
        self.left: set[str] = set()
        self.cut: set[str] = set()

    def look(self) -> None:
        """Read all windows that are visible now."""
        for window in QApplication.topLevelWidgets():
            if not window.isVisible():
                continue
            for widget, text in texts(window):
                if text in self._english or text.replace("&", "") in self._english:
                    self.left.add(f"{type(widget).__name__}: {text}")
            self.cut.update(cut_off(window))


def test_the_window_speaks_german_and_nothing_is_cut_off(
    qapp: QApplication, german: None, tmp_path: Path
) -> None:
    workspace = tmp_path / "example"
    examples.install(workspace)
    reader = Reader()

    async def scenario(user: User) -> None:
        user.window.resize(*SMALL)
        await user.settle(0.3)
        reader.look()
        user.tab.runs.test_workflow()
        await user.ran()
        for number in (1, 2, 3):
            user.tab.document.select([number])
            await user.settle(0.3)
            reader.look()
            form = user.tab.step_panel.form
            for tab in range(form.tabs.count() if form is not None else 0):
                form.show_tab(tab)
                await user.settle(0.1)
                reader.look()

    use(qapp, tmp_path / "data", workspace, scenario, 90)
    assert (reader.left, reader.cut) == (set(), set())


WINDOWS = ("settings", "keys", "history", "run_with_data", "commands", "diagnostics", "tour")


def test_every_window_speaks_german_and_nothing_is_cut_off(
    qapp: QApplication, german: None, tmp_path: Path
) -> None:
    workspace = tmp_path / "example"
    examples.install(workspace)
    reader = Reader()

    async def scenario(user: User) -> None:
        window = user.window
        window.resize(*SMALL)
        user.tab.runs.test_workflow()
        await user.ran()
        for name in WINDOWS:
            window.actions_by_name[name].trigger()
            await user.settle(0.4)
            reader.look()
            for other in QApplication.topLevelWidgets():
                if other.isVisible() and other is not window:
                    other.close()
        panel = window.workspace_panel
        panel.environment_edit_requested.emit("local")
        await user.settle(0.2)
        reader.look()
        panel.new_connection_requested.emit()
        await user.settle(0.2)
        reader.look()

    use(qapp, tmp_path / "data", workspace, scenario, 90)
    assert (reader.left, reader.cut) == (set(), set())


def test_a_script_read_from_the_right_turns_the_window_and_leaves_the_canvas_usable(
    qapp: QApplication, tmp_path: Path
) -> None:
    workspace = tmp_path / "example"
    examples.install(workspace)

    async def scenario(user: User) -> None:
        canvas = user.tab.canvas
        side_bar = user.window.workspace_panel
        assert side_bar.mapTo(user.window, side_bar.rect().center()).x() > user.window.width() / 2
        before = len(user.tab.document.workflow.steps)
        await user.add_step(Place(None, ROOT, 0), "req")
        assert len(user.tab.document.workflow.steps) == before + 1
        user.tab.runs.test_workflow()
        await user.ran()
        for painted in (canvas, user.tab.below.run_panel.steps):
            assert painted.layoutDirection() is Qt.LayoutDirection.LeftToRight

    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        use(qapp, tmp_path / "data", workspace, scenario)
    finally:
        install(qapp, ENGLISH)
