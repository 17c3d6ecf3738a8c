"""Everything one can reach by keyboard has a name that a screen reader says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from builder import examples
from builder.document.commands import insert_new
from builder.model.step import Step
from builder.model.workflow import ROOT, Place
from tests.support.program import User, use

pytestmark = pytest.mark.timeout(120)


def nameless() -> list[str]:
    """What is on the screen, takes the keyboard and has neither name, description nor text."""
    found = []
    for widget in QApplication.allWidgets():
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if widget.focusProxy() is None and not said(widget):
            found.append(where(widget))
    return found


def said(widget: QWidget) -> str:
    access = QAccessible.queryAccessibleInterface(widget)
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description)
    return "".join(access.text(kind).strip() for kind in kinds) if access is not None else "-"


def where(widget: QWidget) -> str:
    parent = widget.parentWidget()
    around = type(parent).__name__ if parent is not None else ""
    return f"{type(widget).__name__} in {around}"


async def actions(user: User) -> None:
    for name in ("settings", "keys", "history", "commands", "search", "diagnostics"):
        user.window.actions_by_name[name].trigger()
        await user.settle(0.3)
        assert nameless() == [], name


async def editors(user: User) -> None:
    user.window.right.edit_environment("local")
    await user.settle(0.2)
    assert nameless() == []
    user.window.right.edit_connection()
    await user.settle(0.2)
    assert nameless() == []


async def steps(user: User) -> None:
    document = user.tab.document
    kinds = [name for name, kind in Step.family.items() if kind.group not in ("", "Triggers")]
    assert len(kinds) > 8
    for kind in kinds:
        insert_new(document, Place(None, ROOT, 0), kind)
        await user.settle()
        form = user.tab.step_panel.form
        assert form is not None
        for index in range(form.tabs.count()):
            form.show_tab(index)
            await user.settle()
            assert nameless() == [], (kind, form.tabs.tabText(index))


async def run(user: User) -> None:
    user.tab.runs.test_workflow()
    await user.ran()
    user.tab.document.select([2])
    await user.settle(0.3)
    tabs = user.tab.below.viewer.tabs
    for index in range(tabs.count()):
        tabs.setCurrentIndex(index)
        await user.settle()
        assert nameless() == [], tabs.tabText(index)


@pytest.mark.parametrize("scenario", [actions, editors, steps, run], ids=lambda s: s.__name__)
def test_what_takes_the_keyboard_has_a_name(
    scenario: Callable[[User], Awaitable[None]], tmp_path: Path, qapp: QApplication
) -> None:
    workspace = tmp_path / "example"
    examples.install(workspace)
    flow = workspace / "sync-new-users.flow.json"
    use(qapp, tmp_path / "data", workspace, scenario, flow=flow)
