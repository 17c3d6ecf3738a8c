"""The palette: the page to drag from, and the popup with search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from builder.document.clipboard import KIND_MIME
from builder.look.theme import Look
from builder.panels.palette import PalettePanel, PalettePopup
from builder.panels.palette_rows import ROW, rows

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(fixed="light")


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    """A window with a field that has the keyboard."""
    under = QWidget()
    qtbot.addWidget(under)
    under.resize(700, 500)
    field = QLineEdit(under)
    under.show()
    qtbot.waitExposed(under)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return under


@pytest.fixture
def popup(window: QWidget, look: Look) -> PalettePopup:
    palette = PalettePopup(look, window)
    palette.open_at(window.mapToGlobal(QPoint(100, 100)))
    return palette


def shown(palette: PalettePopup | PalettePanel) -> list[str]:
    kinds = palette.list.kinds
    return [kinds.index(row).data(ROW).text for row in range(kinds.rowCount())]


def test_kinds_stand_under_their_groups_and_triggers_are_not_offered() -> None:
    found = rows()
    texts = [row.text for row in found]
    assert texts.index("Actions") < texts.index("Request") < texts.index("Logic")
    assert texts.index("Logic") < texts.index("Conditional")
    assert "event" not in [row.kind for row in found]
    assert "?" not in [row.kind for row in found]


def test_search_looks_at_label_hint_and_group() -> None:
    assert [row.kind for row in rows("yes")] == ["", "conditional"]
    assert [row.kind for row in rows("HTTP call")] == ["", "request"]
    assert rows("no such thing") == ()


def test_enter_and_a_double_click_on_the_page_choose(qtbot: QtBot, look: Look) -> None:
    panel = PalettePanel(look)
    qtbot.addWidget(panel)
    panel.resize(210, 400)
    panel.show()
    kinds = panel.list.kinds
    request = kinds.index(kinds.choosable()[0])
    centre = panel.list.visualRect(request).center()
    qtbot.mouseClick(panel.list.viewport(), LEFT, NONE, centre)
    with qtbot.waitSignal(panel.chosen) as clicked:
        qtbot.mouseDClick(panel.list.viewport(), LEFT, NONE, centre)
    assert clicked.args == ["request"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as entered:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert entered.args == [kinds.row(kinds.index(kinds.choosable()[1])).kind]


def test_a_dragged_entry_carries_its_kind(look: Look) -> None:
    panel = PalettePanel(look)
    kinds = panel.list.kinds
    heading, request = kinds.index(0), kinds.index(1)
    assert not kinds.flags(heading) & Qt.ItemFlag.ItemIsDragEnabled
    assert kinds.flags(request) & Qt.ItemFlag.ItemIsDragEnabled
    data = kinds.mimeData([request])
    assert bytes(data.data(KIND_MIME).data()) == b"request"


def test_typing_searches_and_enter_chooses_and_closes(qtbot: QtBot, popup: PalettePopup) -> None:
    qtbot.keyClicks(popup.search, "cond")
    assert shown(popup) == ["Logic", "Conditional"]
    with qtbot.waitSignal(popup.chosen) as chosen:
        qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert chosen.args == ["conditional"]
    assert not popup.isVisible()


def test_arrows_go_round_over_headings(qtbot: QtBot, popup: PalettePopup) -> None:
    kinds = popup.list.kinds
    order = kinds.choosable()
    seen = [popup.list.currentIndex().row()]
    for _ in order:
        qtbot.keyClick(popup.search, Qt.Key.Key_Down)
        seen.append(popup.list.currentIndex().row())
    assert seen == [*order, order[0]]
    qtbot.keyClick(popup.search, Qt.Key.Key_Up)
    assert popup.list.currentIndex().row() == order[-1]


def test_a_click_chooses_but_not_on_a_heading(qtbot: QtBot, popup: PalettePopup) -> None:
    kinds = popup.list.kinds
    chosen: list[str] = []
    popup.chosen.connect(chosen.append)
    heading = popup.list.visualRect(kinds.index(0)).center()
    qtbot.mouseClick(popup.list.viewport(), LEFT, NONE, heading)
    assert chosen == []
    second = kinds.index(kinds.choosable()[1])
    qtbot.mouseClick(popup.list.viewport(), LEFT, NONE, popup.list.visualRect(second).center())
    assert chosen == [kinds.row(second).kind]


def test_nothing_found_says_so_and_esc_closes(qtbot: QtBot, popup: PalettePopup) -> None:
    chosen: list[str] = []
    popup.chosen.connect(chosen.append)
    qtbot.keyClicks(popup.search, "zzz")
    assert not popup.list.isVisible()
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    qtbot.keyClick(popup.search, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert chosen == []


def test_it_opens_within_the_window_and_empty_again(
    qtbot: QtBot, window: QWidget, popup: PalettePopup
) -> None:
    qtbot.keyClicks(popup.search, "req")
    popup.hide()
    popup.open_at(QPoint(5000, 5000))
    assert window.rect().contains(popup.geometry())
    assert popup.search.text() == ""


def test_a_press_elsewhere_closes_it_and_the_keyboard_goes_back(
    qtbot: QtBot, window: QWidget, popup: PalettePopup
) -> None:
    assert popup.search.hasFocus()
    qtbot.mouseClick(popup, LEFT, NONE, popup.rect().center())
    assert popup.isVisible()
    qtbot.mouseClick(window, LEFT, NONE, QPoint(690, 490))
    assert not popup.isVisible()
    field = window.findChild(QLineEdit)
    assert field is not None
    assert field.hasFocus()
