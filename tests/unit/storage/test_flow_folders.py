"""Folders of workflows: listed, moved, copied, put aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.storage import flow_moves
from builder.storage.file_problem import FileProblem
from builder.storage.files import read_flow
from builder.storage.flow_folders import DEEPEST, MOST_FOLDERS, flow_folders
from builder.storage.samples import SampleStore, StoredSample
from builder.storage.workspace import Workspace
from tests.support.running import flow, request


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.create(tmp_path / "shop")
    made.create_environment("dev")
    for folder in ("b", "a/inner", "libraries/x", ".git/y", "environments"):
        (made.folder / folder).mkdir(parents=True, exist_ok=True)
        (made.folder / folder / "one.flow.json").write_text("{}")
    made.create_flow("top", flow(request(2, "u")))
    return made


def names(workspace: Workspace) -> list[str]:
    return [workspace.path_of(path) for path in workspace.flows()]


def test_own_and_hidden_folders_and_links_are_left_out(workspace: Workspace) -> None:
    (workspace.folder / "circle").symlink_to(workspace.folder, target_is_directory=True)
    assert names(workspace) == ["top.flow.json", "b/one.flow.json", "a/inner/one.flow.json"]
    (workspace.folder / "a" / "libraries").mkdir()
    (workspace.folder / "a" / "libraries" / "in.flow.json").write_text("{}")
    assert "a/libraries/in.flow.json" in names(workspace)


def test_a_file_in_a_folder_belongs_to_the_workspace_around_it(workspace: Workspace) -> None:
    inner = workspace.folder / "a" / "inner" / "one.flow.json"
    assert Workspace.of(inner).folder == workspace.folder


def test_a_lone_file_has_its_own_folder(tmp_path: Path) -> None:
    lone = tmp_path / "x" / "y" / "lone.flow.json"
    lone.parent.mkdir(parents=True)
    lone.write_text("{}")
    assert Workspace.of(lone).folder == lone.parent


def test_huge_trees_are_looked_at_only_so_far(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * (DEEPEST + 5))
    deep.mkdir(parents=True)
    assert len(list(flow_folders(tmp_path))) == DEEPEST + 1
    for number in range(MOST_FOLDERS + 50):
        (tmp_path / f"n{number}").mkdir()
    assert len(list(flow_folders(tmp_path))) == MOST_FOLDERS


def test_nothing_is_ever_written_over(workspace: Workspace) -> None:
    top, other = workspace.flow_path("top"), workspace.folder / "b" / "one.flow.json"
    with pytest.raises(FileProblem, match="already"):
        flow_moves.move(workspace, top, other)
    with pytest.raises(FileProblem, match="into itself"):
        flow_moves.move(workspace, workspace.folder / "a", workspace.folder / "a" / "inner" / "a")
    with pytest.raises(FileProblem, match="other things"):
        flow_moves.make_folder(workspace, "libraries", workspace.folder)
    for name in ("", "..", "a/b", "con", " x", "x" * 300):
        with pytest.raises(FileProblem):
            flow_moves.make_folder(workspace, name, workspace.folder)
    assert read_flow(top).steps
    assert other.read_text() == "{}"


def test_a_copy_gets_a_free_name(workspace: Workspace) -> None:
    top = workspace.flow_path("top")
    first, second = (flow_moves.duplicate(workspace, top) for _ in range(2))
    assert (first.name, second.name) == ("top copy.flow.json", "top copy 2.flow.json")
    assert first.read_bytes() == second.read_bytes() == top.read_bytes()


def test_what_was_put_aside_comes_back_unless_something_lies_there(workspace: Workspace) -> None:
    top = workspace.flow_path("top")
    data = top.read_bytes()
    kept = flow_moves.put_aside(workspace, top)
    assert not top.exists()
    top.write_text("new")
    with pytest.raises(FileProblem, match="Something else"):
        flow_moves.bring_back(kept, top)
    again = flow_moves.put_aside(workspace, top)
    assert again != kept
    flow_moves.bring_back(kept, top)
    assert top.read_bytes() == data
    folder = workspace.folder / "a"
    kept = flow_moves.put_aside(workspace, folder)
    flow_moves.bring_back(kept, folder)
    assert "a/inner/one.flow.json" in names(workspace)


def test_samples_go_along_with_a_file(workspace: Workspace, tmp_path: Path) -> None:
    old, new = workspace.flow_path("top"), workspace.folder / "b" / "top.flow.json"
    root = tmp_path / "samples"
    store = SampleStore(root, workspace.folder, old)
    store.write(2, StoredSample({"a": 1}, pinned=True), lambda _: True)
    moved = SampleStore(root, workspace.folder, new)
    moved.take_over(store)
    assert moved.read() == {2: StoredSample({"a": 1}, pinned=True)}
    assert store.read() == {}
