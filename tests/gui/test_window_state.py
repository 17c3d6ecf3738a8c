"""What a window remembers: tabs, what they showed, the workspaces that were open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from builder import examples
from builder.app.fuzzy import cost
from builder.app.key_list import LOCAL, key_entries
from builder.app.recent import (
    MOST,
    TabState,
    WindowState,
    keep_state,
    read_state,
    recent_folders,
    remember_folder,
)
from builder.app.settings import Settings
from builder.canvas.keys import Keys
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    examples.install(tmp_path / "example")
    return tmp_path / "example"


def test_the_last_workspace_comes_first(qapp: QApplication, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    for number in range(MOST + 3):
        remember_folder(settings, tmp_path / str(number))
    remember_folder(settings, tmp_path / "5")
    found = recent_folders(settings)
    assert found[:2] == (tmp_path / "5", tmp_path / str(MOST + 2))
    assert len(found) == len(set(found)) == MOST


@pytest.mark.parametrize("text", ["[", "7", '{"tabs": 3}', '["a", 2]'])
def test_what_cannot_be_read_counts_as_nothing(
    qapp: QApplication, tmp_path: Path, text: str
) -> None:
    settings = Settings(tmp_path / "settings.ini")
    keep_state(settings, tmp_path, WindowState((TabState("x"),), "x"))
    (key,) = settings.names("state")
    settings.set_text(f"state/{key}", text)
    settings.set_text("recent", text)
    assert read_state(settings, tmp_path) == WindowState()
    assert recent_folders(settings) == ()


def test_a_window_is_as_it_was_left(qapp: QApplication, data_folder: Path, example: Path) -> None:
    names = ("see-errors", "first-request", "webhook")

    async def first(user: User) -> None:
        for name in names:
            user.window.desk.open(example / f"{name}.flow.json")
        user.window.desk.close(user.window.desk.tabs[0])
        user.window.side_bar.show_page(1)
        user.window.desk.open(example / "first-request.flow.json")
        await user.settle()
        user.tab.document.select([2])
        user.tab.canvas.zoom_to(0.5)
        user.tab.below.open()
        await user.settle()

    async def second(user: User) -> None:
        await user.until(lambda: len(tuple(user.window.tabs)) == 3)
        assert [tab.document.name for tab in user.window.tabs] == list(names)
        assert user.tab.document.name == "first-request"
        assert user.tab.document.selected == (2,)
        assert user.tab.canvas.camera.zoom == 0.5
        assert user.tab.below.isVisible()
        assert user.window.side_bar.page == 1

    use(qapp, data_folder, example, first)
    use(qapp, data_folder, example, second, flow=None)


def test_tabs_that_nobody_looked_at_keep_their_view(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    views: list[tuple[float, float, float]] = []

    def view(user: User) -> tuple[float, float, float]:
        canvas = user.tab.canvas
        return canvas.camera.zoom, canvas.camera.x - canvas.width() / 2, canvas.camera.y

    async def first(user: User) -> None:
        user.window.desk.open(example / "webhook.flow.json")
        await user.settle()
        user.tab.canvas.zoom_to(0.5)
        user.tab.canvas.pan(40, 20)
        views.append(view(user))
        user.window.desk.open(example / "first-request.flow.json")
        await user.settle()

    async def look_elsewhere(user: User) -> None:
        await user.until(lambda: len(tuple(user.window.tabs)) == 2)

    async def last(user: User) -> None:
        await look_elsewhere(user)
        user.window.desk.open(example / "webhook.flow.json")
        await user.settle()
        assert view(user) == pytest.approx(views[0])

    flow = example / "first-request.flow.json"
    use(qapp, data_folder, example, first, flow=flow)
    use(qapp, data_folder, example, look_elsewhere, flow=None)
    use(qapp, data_folder, example, last, flow=None)


def test_collapsed_blocks_stay_collapsed(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    flow = example / "sync-new-users.flow.json"

    async def first(user: User) -> None:
        user.tab.canvas.folding.toggle([3])
        await user.settle()

    async def second(user: User) -> None:
        assert user.tab.canvas.folding.collapsed == {3}
        assert user.tab.canvas.layout_now.collapsed == {3}

    use(qapp, data_folder, example, first, flow=flow)
    use(qapp, data_folder, example, second, flow=None)


def test_deleted_files_are_not_missed(qapp: QApplication, data_folder: Path, example: Path) -> None:
    async def first(user: User) -> None:
        user.window.desk.open(example / "see-errors.flow.json")
        await user.settle()

    async def second(user: User) -> None:
        await user.until(lambda: len(tuple(user.window.tabs)) == 1)
        assert user.window.notices.texts() == ()

    use(qapp, data_folder, example, first)
    (example / "see-errors.flow.json").unlink()
    use(qapp, data_folder, example, second, flow=None)


def test_another_workspace_is_opened_from_the_menu(
    qapp: QApplication, data_folder: Path, example: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other & more"
    other.mkdir()

    async def scenario(user: User) -> None:
        settings = user.window.settings
        for folder in (tmp_path / "gone", other, example):
            remember_folder(settings, folder)
        file = user.window.menuBar().actions()[0].menu()
        assert isinstance(file, QMenu)
        menu = next(a.menu() for a in file.actions() if a.text() == "Open recent")
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        assert [a.text() for a in menu.actions() if a.text()] == [
            "other && more",
            "Clear this list",
        ]
        menu.actions()[0].trigger()
        await user.until(lambda: user.window.workspace.folder == other)
        await user.settle()
        user.key("Ctrl+K", user.window)
        palette = user.window.late.command_palette
        user.type("open example", palette.field)
        rows = [palette.found.item(row).text() for row in range(palette.found.count())]
        assert any(row.startswith("Open example ·") for row in rows)
        user.key("Escape", palette.field)

    use(qapp, data_folder, example, scenario)


def test_the_title_says_what_is_edited(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        assert not user.window.isWindowModified()
        assert user.window.windowTitle() == f"{user.tab.document.name}[*] — Steploom"
        user.tab.document.select([2])
        user.window.actions_by_name["duplicate"].trigger()
        assert user.window.isWindowModified()
        user.window.actions_by_name["undo"].trigger()
        assert not user.window.isWindowModified()

    use(qapp, data_folder, example, scenario)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("", "Anything", True),
        ("svas", "Save as…", True),
        ("as save", "Save as…", True),
        ("ave", "Save as…", True),
        ("zz", "Save as…", False),
        ("vs", "Save as…", False),
        ("sxyz", "s" + "-" * 50 + "xyz", False),
    ],
)
def test_letters_find_texts(words: str, text: str, found: bool) -> None:
    assert (cost(words, text) is not None) is found


def test_the_better_fit_costs_less() -> None:
    texts = ["Resave as", "Save as", "Save", "Some animal was seen"]
    assert sorted(texts, key=lambda text: cost("save", text) or 0)[0] in ("Save", "Save as")
    fits = [cost("save", text) for text in texts]
    assert fits[3] is None or fits[3] > (fits[0] or 0) > (fits[1] or 0)


def test_every_key_is_in_the_overview(qapp: QApplication, data_folder: Path, example: Path) -> None:
    async def scenario(user: User) -> None:
        user.key("Ctrl+Slash", user.window)
        shown = user.window.late.keys_window
        await user.settle()
        assert shown.isVisible()
        listed = {entry.keys for entry in key_entries()}
        words = " ".join(listed)
        keys = user.tab.canvas.findChild(Keys)
        for key in keys._table.keys() - {"Enter", "Ctrl+="}:  # other names of keys listed
            assert key in listed or key in words, key
        user.type("palette", shown.search)
        tree = shown.list
        texts = [
            tree.topLevelItem(group).child(row).text(0)
            for group in range(tree.topLevelItemCount())
            for row in range(tree.topLevelItem(group).childCount())
            if not tree.topLevelItem(group).child(row).isHidden()
        ]
        assert texts[0] == "Command palette"
        assert len(texts) < len(LOCAL)
        shown.search.clear()
        user.type("qqqq", shown.search)
        assert shown.nothing.isVisible()
        user.key("Escape", shown.search)
        assert not shown.isVisible()

    use(qapp, data_folder, example, scenario)


def test_the_palette_switches_environments_with_keys_alone(
    qapp: QApplication, data_folder: Path, example: Path
) -> None:
    async def scenario(user: User) -> None:
        user.window.environments.choose("local")
        palette = user.window.late.command_palette
        user.key("Ctrl+K", user.window)
        user.type("use staging", palette.field)
        user.key("Return", palette.field)
        assert user.window.environments.current == "staging"
        user.key("Ctrl+K", user.window)
        user.type("stop", palette.field)
        greyed = [palette.found.item(row) for row in range(palette.found.count())]
        stop = next(item for item in greyed if item.text() == "Stop")
        assert not stop.flags() & Qt.ItemFlag.ItemIsEnabled
        user.type("qqqqqq", palette.field)
        assert palette.nothing.isVisible()
        user.key("Escape", palette.field)

    use(qapp, data_folder, example, scenario)
