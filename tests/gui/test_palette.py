"""The palette: the page to drag from, and the popup with search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.document.clipboard import KIND_MIME
from builder.look.theme import Look
from builder.panels.palette import PalettePanel, PalettePopup
from builder.panels.palette_rows import ROW, rows

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(fixed="light")


@pytest.fixture
def popup(qtbot: QtBot, look: Look) -> PalettePopup:
    palette = PalettePopup(look)
    qtbot.addWidget(palette)
    palette.open_at(QPoint(100, 100))
    qtbot.waitExposed(palette)
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
    assert entered.args == ["conditional"]


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
    entry = popup.list.visualRect(kinds.index(kinds.choosable()[1])).center()
    qtbot.mouseClick(popup.list.viewport(), LEFT, NONE, entry)
    assert chosen == ["conditional"]


def test_nothing_found_says_so_and_esc_closes(qtbot: QtBot, popup: PalettePopup) -> None:
    chosen: list[str] = []
    popup.chosen.connect(chosen.append)
    qtbot.keyClicks(popup.search, "zzz")
    assert not popup.list.isVisible()
    qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    qtbot.keyClick(popup.search, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert chosen == []


def test_it_opens_within_the_screen_and_empty_again(qtbot: QtBot, popup: PalettePopup) -> None:
    qtbot.keyClicks(popup.search, "req")
    popup.close()
    popup.open_at(QPoint(5000, 5000))
    room = popup.screen().availableGeometry()
    assert room.contains(popup.geometry())
    assert popup.search.text() == ""
