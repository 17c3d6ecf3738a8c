"""Workspaces and the user's data folder."""

import subprocess
import sys
from pathlib import Path

import pytest

import builder.steps  # noqa: F401 - completes the models
from builder.model.workflow import Workflow
from builder.steps import EventTrigger
from builder.storage.files import FileProblem, read_environment, read_flow
from builder.storage.userdata import UserData
from builder.storage.workspace import Workspace, name_fault, stem

EMPTY = Workflow(trigger=EventTrigger())


def test_a_new_workspace(tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "shop")
    assert workspace.flows() == ()
    assert ".tmp" in (workspace.folder / ".gitignore").read_text()
    path = workspace.create_flow("Nightly invoices", EMPTY)
    assert path.name == "Nightly invoices.flow.json"
    assert read_flow(path) == EMPTY
    environment = workspace.create_environment("staging")
    assert read_environment(environment).variables == ()
    assert workspace.environments() == ("staging",)
    assert Workspace.of(path).folder == workspace.folder
    assert workspace.free_flow_name("nightly invoices") == "nightly invoices 2"


def test_only_what_belongs_is_listed(tmp_path: Path) -> None:
    for name in ("b.flow.json", "A.flow.json", ".hidden.flow.json", "c.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "folder.flow.json").mkdir()
    (tmp_path / "connections").mkdir()
    (tmp_path / "connections" / "Shop.connection.json").write_text("{}")
    workspace = Workspace(tmp_path)
    assert [path.name for path in workspace.flows()] == ["A.flow.json", "b.flow.json"]
    assert workspace.connections() == ("Shop",)
    assert workspace.environments() == ()
    assert stem(tmp_path / "x.flow.json") == "x"
    assert Workspace(tmp_path / "none").flows() == ()


def test_an_old_gitignore_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    Workspace.create(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


@pytest.mark.parametrize(
    "name",
    ["", " ", "a/b", "a\\b", "..", ".x", "x.", " x", "CON", "lpt1.x", "a\nb", "a:b", "x" * 101],
)
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    assert name_fault(name)
    with pytest.raises(FileProblem):
        Workspace(tmp_path).create_flow(name, EMPTY)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    path = workspace.create_flow("Größe 1", EMPTY)
    before = path.read_bytes()
    with pytest.raises(FileProblem, match="already"):
        workspace.create_flow("Größe 1", EMPTY)
    assert path.read_bytes() == before


HOLD = """
import sys
from pathlib import Path
from builder.storage.userdata import UserData
with UserData(Path(sys.argv[1])).run_folder() as folder:
    (folder / "body").write_text("x")
    print(folder, flush=True)
    sys.stdin.readline()
"""


def test_run_folders_of_running_programs_stay_others_go(tmp_path: Path) -> None:
    data = UserData(tmp_path / "data")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        folder = Path(other.stdout.readline().strip())
        data.remove_leftovers()
        assert (folder / "body").exists()
        assert folder.stat().st_mode & 0o077 == 0
        other.kill()
        other.wait(10)
    assert folder.exists()
    data.remove_leftovers()
    assert not folder.exists()
    with data.run_folder() as mine:
        data.remove_leftovers()
        assert mine.is_dir()
    assert not mine.exists()


def test_the_data_folder_can_be_named(tmp_path: Path) -> None:
    named = UserData.standard({"STEPLOOM_DATA": str(tmp_path / "here")})
    assert named.journal == tmp_path / "here" / "journal"
    assert named.journal.stat().st_mode & 0o077 == 0
    assert UserData.standard({}).root.name == "steploom"
