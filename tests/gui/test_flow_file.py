"""A document and its file: saving, what others do to the file, unsaved work."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from builder.auth import BearerToken
from builder.document.flow_file import ChangedOnDisk, FileProblem, FlowFile
from builder.document.journal_keeper import JournalKeeper
from builder.model import edit
from builder.model.secret import Secret
from builder.model.workflow import ROOT, Place, Workflow
from builder.steps import EventTrigger, Request
from builder.storage.files import read_flow, write_flow
from builder.storage.journal import Journal, unsaved


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.flow.json"
    write_flow(path, Workflow(trigger=EventTrigger(), steps=(Request(number=2),)))
    return path


@pytest.fixture
def file(path: Path, qapp: object) -> FlowFile:
    return FlowFile.open(path)


def add_step(file: FlowFile, step: Request | None = None) -> None:
    workflow = file.document.workflow
    new = step or Request(number=edit.next_number(workflow))
    file.document.edit("Add", edit.insert(workflow, Place(None, ROOT, 99), [new]))


def test_opening_and_saving_leaves_the_bytes(file: FlowFile, path: Path) -> None:
    before = path.read_bytes()
    assert not file.edited
    file.save()
    assert path.read_bytes() == before


def test_save_makes_it_clean_and_undo_makes_it_edited(file: FlowFile, path: Path) -> None:
    add_step(file)
    assert file.edited
    file.save()
    assert not file.edited
    assert len(read_flow(path).steps) == 2
    file.document.history.undo()
    assert file.edited


def test_a_file_changed_by_others_is_never_overwritten_silently(
    file: FlowFile, path: Path, qtbot: QtBot
) -> None:
    theirs = Workflow(trigger=EventTrigger(event="theirs"))
    add_step(file)
    with qtbot.waitSignal(file.changed_on_disk, timeout=5000):
        write_flow(path, theirs)
    with pytest.raises(ChangedOnDisk):
        file.save()
    assert read_flow(path) == theirs
    file.save(overwrite=True)
    assert len(read_flow(path).steps) == 2


def test_reload_takes_what_lies_on_disk_and_can_be_undone(file: FlowFile, path: Path) -> None:
    write_flow(path, Workflow(trigger=EventTrigger(event="theirs")))
    mine = file.document.workflow
    file.reload()
    assert file.document.workflow.trigger.event == "theirs"  # type: ignore[attr-defined]
    assert not file.edited
    file.document.history.undo()
    assert file.document.workflow is mine


def test_keep_mine_lets_the_next_save_replace(file: FlowFile, path: Path) -> None:
    write_flow(path, Workflow(trigger=EventTrigger(event="theirs")))
    file.keep_mine()
    assert file.edited
    file.save()
    assert len(read_flow(path).steps) == 1


def test_a_file_that_is_gone_is_noticed(file: FlowFile, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(file.changed_on_disk, timeout=5000):
        path.unlink()


def test_a_folder_that_cannot_be_written(file: FlowFile, tmp_path: Path) -> None:
    add_step(file)
    with pytest.raises(FileProblem):
        file.save(tmp_path / "no" / "such" / "folder.flow.json")
    assert file.edited


def test_unsaved_edits_are_journalled_and_cleared_by_saving(
    file: FlowFile, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    journal = Journal(folder, path.parent, path, "a")
    assert journal.claim()
    keeper = JournalKeeper(file, journal)
    secret = BearerToken(token=Secret(text="marker-9c44e1"))
    add_step(file, Request(number=3, auth=secret))
    qtbot.waitUntil(journal.path.exists, timeout=2000)
    assert b"marker-9c44e1" not in journal.path.read_bytes()
    assert unsaved(folder) == ()
    journal.close()
    (left,) = unsaved(folder)
    assert left.file == path
    assert left.workflow is not None
    assert [step.number for step in left.workflow.steps] == [2, 3]
    file.save()
    assert not journal.path.exists()
    keeper.close()
