"""The settings window: each change is there at once, and at the next start."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle

from builder import examples
from builder.app.preferences import Preferences, keep, proxy_fault, read
from builder.app.preferring import LOCAL, ProxyVariables
from builder.app.settings import Settings
from builder.history.quota import quota_of
from builder.http.fields import RequestFields
from builder.model.workflow import ROOT, Place, find
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    examples.install(tmp_path / "example")
    return tmp_path / "example"


def test_what_is_kept_is_read_again(qapp: QApplication, tmp_path: Path) -> None:
    wanted = Preferences(
        theme="dark",
        interface_size=15,
        animation=False,
        language="de",
        proxy="own",
        proxy_url="http://proxy:3128",
        read_timeout=2.5,
        verify_tls=False,
        history_mb=300,
    )
    keep(Settings(tmp_path / "settings.ini"), wanted)
    assert read(Settings(tmp_path / "settings.ini")) == wanted
    keep(Settings(tmp_path / "settings.ini"), Preferences())
    assert read(Settings(tmp_path / "settings.ini")) == Preferences()


def test_nonsense_in_the_file_counts_as_the_default(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_text(
        "[preferences]\ntheme=pink\ninterface_size=9000\ncode_size=big\nread_timeout=-1\n"
        "animation=perhaps\nproxy=maybe\nhistory_mb=0\n"
    )
    assert read(Settings(tmp_path / "settings.ini")) == Preferences(
        interface_size=20, history_mb=50
    )


def test_engines_are_told_of_the_proxy() -> None:
    environment = {"http_proxy": "http://old:1", "HTTPS_PROXY": "http://old:2", "HOME": "/home"}
    before = dict(environment)
    variables = ProxyVariables(environment)
    own = Preferences(proxy="own", proxy_url="http://new:3", no_proxy="a.example, b.example")
    variables.apply(own)
    assert environment == {
        "http_proxy": "http://new:3",
        "https_proxy": "http://new:3",
        "no_proxy": f"{LOCAL},a.example,b.example",
        "HOME": "/home",
    }
    variables.apply(Preferences(proxy="none"))
    assert environment == {"no_proxy": "*", "HOME": "/home"}
    variables.apply(Preferences())
    assert environment == before


@pytest.mark.parametrize(
    ("url", "possible"),
    [
        ("http://proxy.example.com:3128", True),
        ("https://proxy.example.com", True),
        ("proxy.example.com:3128", True),
        ("socks5://proxy.example.com", False),
        ("http://", False),
        ("http://user:secret@proxy.example.com", False),
        ("http://proxy:port", False),
        ("http://[::1", False),
    ],
)
def test_which_addresses_can_be_a_proxy(url: str, possible: bool) -> None:
    assert (proxy_fault(url) == "") is possible
    assert "secret" not in proxy_fault(url)


def keep_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings change the environment of the program; it is put back after the test."""
    for name in ("http_proxy", "https_proxy", "no_proxy"):
        monkeypatch.setenv(name, os.environ.get(name, ""))


def test_changes_are_there_at_once(
    qapp: QApplication, data_folder: Path, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_proxies(monkeypatch)

    async def scenario(user: User) -> None:
        window = user.window
        user.window.actions_by_name["settings"].trigger()
        shown = window.late.settings_window
        await user.settle()
        assert shown.isVisible()
        assert not shown.isModal()
        shown.theme.setFocus()
        user.key("End", shown.theme)
        shown.theme.activated.emit(shown.theme.currentIndex())
        assert window.look.theme.name == "dark"
        title = window.tab.step_panel.fontInfo().pixelSize()
        window.tab.document.select([2])
        name = window.tab.step_panel.header.findChild(QLineEdit)
        assert name.fontInfo().pixelSize() == 15
        shown.interface_size.setFocus()
        user.key("Up", shown.interface_size)
        user.key("Up", shown.interface_size)
        await user.settle()
        assert QApplication.font().pixelSize() == 15
        assert window.tab.step_panel.fontInfo().pixelSize() == title + 2
        assert name.fontInfo().pixelSize() == 17
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        canvas = window.tab.canvas
        assert canvas.style().styleHint(hint, None, canvas) > 0
        user.click(shown.animation, shown.animation.rect().topLeft() + QPoint(8, 8))
        assert canvas.style().styleHint(hint, None, canvas) == 0
        shown.verify_tls.setFocus()
        user.key("Space", shown.verify_tls)
        shown.read_timeout.setFocus()
        shown.read_timeout.selectAll()
        user.type("5")
        user.key("Return", shown.read_timeout)
        await user.add_step(Place(None, ROOT, 0), "request")
        made = find(user.tab.document.workflow, user.tab.document.current or 0)
        assert isinstance(made, RequestFields)
        assert (made.options.verify_tls, made.options.read_timeout) == (False, 5)
        shown.history_mb.setValue(200)
        assert quota_of(window.data.history_file) == 200_000_000
        user.click(shown.defaults)
        assert window.preferring.now == Preferences()
        assert QApplication.font().pixelSize() == 13
        assert name.fontInfo().pixelSize() == 15

    use(qapp, data_folder, example, scenario)


def test_the_wheel_scrolls_and_changes_nothing(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        user.window.actions_by_name["settings"].trigger()
        shown = user.window.late.settings_window
        await user.settle()
        for field in (shown.interface_size, shown.theme):
            at = QPointF(field.rect().center())
            turn = QWheelEvent(
                at, field.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            assert QApplication.sendEvent(field, turn)
            assert field.focusPolicy() is Qt.FocusPolicy.StrongFocus
        assert user.window.preferring.now == Preferences()
        shown.close()

    use(qapp, data_folder, example, scenario)


def test_a_proxy_that_cannot_be_one_is_not_taken(
    qapp: QApplication, data_folder: Path, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_proxies(monkeypatch)

    async def scenario(user: User) -> None:
        user.window.actions_by_name["settings"].trigger()
        shown = user.window.late.settings_window
        assert not shown.proxy_url.isEnabled()
        shown.proxy.setCurrentIndex(2)
        shown.proxy.activated.emit(2)
        shown.proxy_url.setFocus(Qt.FocusReason.TabFocusReason)
        user.type("ftp://nowhere", shown.proxy_url)
        user.key("Return", shown.proxy_url)
        assert "http://host:port" in shown.proxy_fault.text()
        assert user.window.preferring.now.proxy_url == ""
        shown.proxy_url.clear()
        user.type("http://127.0.0.1:3128", shown.proxy_url)
        user.key("Return", shown.proxy_url)
        assert shown.proxy_fault.text() == ""
        assert os.environ["https_proxy"] == "http://127.0.0.1:3128"
        user.click(shown.defaults)

    use(qapp, data_folder, example, scenario)
