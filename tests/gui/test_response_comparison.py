"""Comparing a response with that of an earlier run, in the whole window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from builder.viewer.response_view import DIFFERENCES
from tests.support.program import User, use
from tests.support.servers import recorder

pytestmark = pytest.mark.timeout(120)


async def open_menu(user: User) -> QMenu:
    """Press the button that compares, and wait for its menu."""
    viewer = user.tab.below.viewer
    user.click(viewer.compare)
    await user.until(lambda: any(menu.isVisible() for menu in viewer.findChildren(QMenu)))
    return next(menu for menu in viewer.findChildren(QMenu) if menu.isVisible())


async def choose(user: User, words: str) -> None:
    """Choose an entry of the menu with the keyboard."""
    menu = await open_menu(user)
    action = next(action for action in menu.actions() if action.text().startswith(words))
    menu.setActiveAction(action)
    user.key("Return", menu)
    await user.settle()


async def run(user: User) -> None:
    """Test the workflow, and wait until the history has it."""
    user.tab.runs.test_workflow()
    await user.ran()
    user.tab.document.select([2])
    await user.settle(0.4)


def test_a_response_is_compared_with_earlier_ones(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "workspace"
    folder.mkdir()

    async def scenario(user: User) -> None:
        with recorder() as server:
            url = f"{server.url}/person"
            steps = [{"kind": "request", "number": 2, "name": "Get", "url": url}]
            flow = {"format": 1, "trigger": {"kind": "event", "number": 1}, "steps": steps}
            (folder / "a.flow.json").write_text(json.dumps(flow))
            user.window.desk.open(folder / "a.flow.json")
            server.json("/person", '{"name": "Ada", "age": 1.10, "tags": [1]}')
            await run(user)
            menu = await open_menu(user)
            assert menu.actions()[0].text() == "There is no earlier run of this workflow"
            menu.close()
            await choose(user, "Pin this run")
            server.json("/person", '{"name": "Bob", "age": 1.10, "tags": [1, 2]}')
            await run(user)
            await choose(user, "The run before it")
            viewer = user.tab.below.viewer
            table = viewer.differences.rows.table
            await user.until(lambda: table.rowCount() > 0)
            rows = {
                table.item(r, 0).text(): [table.item(r, c).text() for c in (1, 2, 3)]
                for r in range(table.rowCount())
            }
            assert rows["response.body.name"] == ["changed", '"Ada"', '"Bob"']
            assert rows["response.body.tags[1]"] == ["added", "", "2"]
            assert "response.body.age" not in rows
            assert viewer.tabs.currentIndex() == DIFFERENCES
            assert viewer.tabs.tabText(DIFFERENCES) == f"Changes {len(rows)}"
            server.json("/person", '{"name": "Ada", "age": 1.10, "tags": [1]}')
            await run(user)
            await choose(user, "The baseline")
            said = viewer.differences.rows.nothing
            await user.until(lambda: said.isVisible() and "same" in said.text())
            await choose(user, "Compare no more")
            assert not viewer.tabs.isTabVisible(DIFFERENCES)

    use(qapp, tmp_path / "data", folder, scenario)
