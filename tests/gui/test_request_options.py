"""The Options tab of a Request: what belongs to a choice shows with it; problems show in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from builder.http.options import ProxyUse
from builder.panels.step_panel import StepPanel
from tests.support.forms import Desk, make_desk, make_panel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def options(panel: StepPanel) -> dict[str, Any]:
    """The fields of the Options tab, which is shown."""
    assert panel.form is not None
    tabs = panel.form.tabs
    titles = [tabs.tabText(index).strip() for index in range(tabs.count())]
    panel.form.show_tab(titles.index("Options"))
    for page in panel.form.pages.values():
        if "options" in page.fields:
            return dict(page.fields["options"]._page.fields)
    raise AssertionError("no options")


def test_a_proxy_of_ones_own(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    fields = options(panel)
    assert not fields["proxy_url"].isVisible()
    combo = fields["proxy"].combo
    assert [combo.itemText(row) for row in range(combo.count())] == [
        "As the system says",
        "No proxy",
        "This proxy",
    ]
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert desk.step(3).options.proxy is ProxyUse.OWN
    assert fields["proxy_url"].isVisible()
    edit = fields["proxy_url"].box.edit
    edit.setFocus()
    qtbot.keyClicks(edit, "socks5://proxy.test")
    assert desk.step(3).options.proxy_url == "socks5://proxy.test"
    (problem,) = desk.step(3).options.problems()
    assert problem.field == "proxy_url"


def test_a_certificate_asks_for_its_key(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    fields = options(panel)
    assert not fields["certificate_key"].isVisible()
    edit = fields["certificate"].box.edit
    edit.setFocus()
    qtbot.keyClicks(edit, "client.pem")
    assert desk.step(3).options.certificate == "client.pem"
    assert fields["certificate_key"].isVisible()
    assert fields["certificate_password"].isVisible()


def test_http2_and_own_authorities(desk: Desk, qtbot: QtBot) -> None:
    panel = make_panel(qtbot, desk, 3)
    fields = options(panel)
    qtbot.mouseClick(fields["http2"].switch, LEFT)
    assert desk.step(3).options.http2
    assert fields["ca_file"].isVisible()
    qtbot.mouseClick(fields["verify_tls"].switch, LEFT)
    assert not fields["ca_file"].isVisible()
