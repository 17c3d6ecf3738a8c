"""The workspace panel, with real mouse and keys."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from builder.look.theme import Look
from builder.model.workflow import Workflow
from builder.panels.flow_tree import ROW
from builder.panels.section import Entry
from builder.panels.workspace import WorkspacePanel
from builder.steps import EventTrigger
from builder.storage.workspace import Workspace, stem


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "shop")
    for name in ("Sync new users", "Nightly invoices", "Refund order"):
        made.create_flow(name, Workflow(trigger=EventTrigger()))
    for name in ("local", "staging"):
        made.create_environment(name)
    return made


@pytest.fixture
def panel(qtbot: QtBot, workspace: Workspace) -> WorkspacePanel:
    made = WorkspacePanel(Look())
    qtbot.addWidget(made)
    made.resize(216, 700)
    made.show_workspace(workspace, workspace.flow_path("Sync new users"), "staging")
    made.show()
    qtbot.waitExposed(made)
    return made


def texts(view: QListWidget) -> list[str]:
    return [view.item(row).text() for row in range(view.count())]


def shown(panel: WorkspacePanel) -> list[str]:
    """Names of the workflows that are listed."""
    return [stem(path) for path in panel.flows.tree.paths]


def click_row(qtbot: QtBot, panel: WorkspacePanel, row: int) -> None:
    tree = panel.flows.tree
    item = tree.topLevelItem(row)
    assert item is not None
    qtbot.mouseClick(
        tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(item).center()
    )


def click(qtbot: QtBot, view: QListWidget, row: int) -> None:
    place = view.visualItemRect(view.item(row)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_what_lies_in_the_workspace_is_listed(panel: WorkspacePanel) -> None:
    assert shown(panel) == ["Nightly invoices", "Refund order", "Sync new users"]
    current = panel.flows.tree.currentItem()
    assert current is not None
    assert current.text(0) == "Sync new users"
    bold = [
        panel.environments.list.item(row).text()
        for row in range(2)
        if panel.environments.list.item(row).font().bold()
        or panel.environments.list.item(row).font().weight() > 500
    ]
    assert bold == ["staging"]
    assert panel.runs.empty.isVisible()
    assert panel.connections.empty.isVisible()
    assert panel.connections.add.isVisible()


def test_a_click_opens_a_workflow(
    qtbot: QtBot, panel: WorkspacePanel, workspace: Workspace
) -> None:
    with qtbot.waitSignal(panel.open_requested) as opened:
        click_row(qtbot, panel, 1)
    assert opened.args == [workspace.flow_path("Refund order")]


def test_keys_walk_and_open(qtbot: QtBot, panel: WorkspacePanel, workspace: Workspace) -> None:
    panel.flows.tree.setFocus()
    qtbot.keyClick(panel.flows.tree, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.open_requested) as opened:
        qtbot.keyClick(panel.flows.tree, Qt.Key.Key_Return)
    assert opened.args == [workspace.flow_path("Refund order")]


def test_environments_are_chosen_and_edited(qtbot: QtBot, panel: WorkspacePanel) -> None:
    with qtbot.waitSignal(panel.environment_selected) as chosen:
        click(qtbot, panel.environments.list, 0)
    assert chosen.args == ["local"]
    view = panel.environments.list
    place = view.visualItemRect(view.item(1)).center()
    click(qtbot, view, 1)
    with qtbot.waitSignal(panel.environment_edit_requested) as edited:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert edited.args == ["staging"]
    menu = panel.menu("staging")
    with qtbot.waitSignal(panel.environment_selected) as none:
        menu.actions()[0].trigger()
    assert none.args == [""]
    with qtbot.waitSignal(panel.environment_edit_requested):
        menu.actions()[1].trigger()


def test_a_double_click_edits_although_the_first_click_chooses(
    qtbot: QtBot, panel: WorkspacePanel, workspace: Workspace
) -> None:
    panel.environment_selected.connect(
        lambda name: panel.show_workspace(workspace, environment=name)
    )
    view = panel.environments.list
    click(qtbot, view, 0)
    place = view.visualItemRect(view.item(0)).center()
    with qtbot.waitSignal(panel.environment_edit_requested) as edited:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert edited.args == ["local"]
    assert view.item(0).font().weight() > view.item(1).font().weight()


def test_plus_buttons(qtbot: QtBot, panel: WorkspacePanel) -> None:
    with qtbot.waitSignal(panel.new_flow_requested):
        qtbot.mouseClick(panel.flows.add, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.new_environment_requested):
        qtbot.mouseClick(panel.environments.add, Qt.MouseButton.LeftButton)


def test_finding(qtbot: QtBot, panel: WorkspacePanel) -> None:
    qtbot.keyClicks(panel.search, "IN")
    assert shown(panel) == ["Nightly invoices"]
    assert texts(panel.environments.list) == ["staging"]
    qtbot.keyClicks(panel.search, "x")
    assert panel.flows.empty.text() == "Nothing found."
    panel.search.clear()
    assert len(shown(panel)) == 3


def test_an_empty_workspace_says_what_to_do_next(
    qtbot: QtBot, panel: WorkspacePanel, tmp_path: Path
) -> None:
    panel.show_workspace(Workspace(tmp_path / "none"))
    assert panel.flows.empty.isVisible()
    assert "Press +" in panel.flows.empty.text()
    assert "Press +" in panel.environments.empty.text()
    assert not panel.flows.tree.isVisible()


def test_runs_are_listed_and_selected(qtbot: QtBot, panel: WorkspacePanel) -> None:
    panel.show_runs([Entry("7", "14:02   1.2 s · 6 steps", "check", "ok")])
    with qtbot.waitSignal(panel.run_selected) as selected:
        click(qtbot, panel.runs.list, 0)
    assert selected.args == ["7"]


def test_the_theme_can_change_while_it_is_shown(qtbot: QtBot, workspace: Workspace) -> None:
    look = Look(fixed="light")
    panel = WorkspacePanel(look)
    qtbot.addWidget(panel)
    panel.show_workspace(workspace, workspace.flow_path("Refund order"))
    look.fix("dark")
    item = panel.flows.tree.currentItem()
    assert item is not None
    assert item.foreground(0).color() == look.theme.accent


def test_folders_are_a_tree_whose_rows_are_renamed_dragged_and_deleted(
    qtbot: QtBot, panel: WorkspacePanel, workspace: Workspace
) -> None:
    folder = workspace.folder / "reports"
    folder.mkdir()
    nightly = workspace.create_flow("Nightly", Workflow(trigger=EventTrigger()), folder)
    (workspace.folder / "libraries").mkdir()
    (workspace.folder / "libraries" / "no.flow.json").write_text("{}")
    (workspace.folder / ".hidden").mkdir()
    (workspace.folder / ".hidden" / "no.flow.json").write_text("{}")
    panel.show_workspace(workspace)
    tree = panel.flows.tree
    assert tree.paths[:2] == (folder, nightly)
    assert len(tree.paths) == 5
    assert tree.height() == 5 * ROW
    click_row(qtbot, panel, 0)
    assert tree.height() == 4 * ROW, "a click closes the folder"
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.height() == 5 * ROW
    with qtbot.waitSignal(tree.delete_requested) as deleted:
        qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert deleted.args == [folder]
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    editor = tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Accounts")
    with qtbot.waitSignal(tree.renamed) as renamed:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == [folder, "Accounts"]


def test_a_name_that_would_turn_or_hide_text_is_written_out(
    panel: WorkspacePanel, workspace: Workspace
) -> None:
    (workspace.folder / "in\u202evoice\x07.flow.json").write_text("{}")
    (workspace.folder / f"{'x' * 240}.flow.json").write_text("{}")
    panel.show_workspace(workspace)
    tree = panel.flows.tree
    said = [tree.topLevelItem(row).text(0) for row in range(tree.topLevelItemCount())]
    assert r"in\u202evoice\u0007" in said
    assert max(map(len, said)) < 130


def test_a_thousand_workflows_are_listed_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(1_000):
        path = tmp_path / f"group {number % 20}" / f"flow {number}.flow.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}")
    panel = WorkspacePanel(Look())
    qtbot.addWidget(panel)
    began = time.perf_counter()
    panel.show_workspace(Workspace(tmp_path))
    assert time.perf_counter() - began < 1
    assert len(panel.flows.tree.paths) == 1_020
