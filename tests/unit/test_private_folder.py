"""Folders for the user alone."""

from pathlib import Path

import pytest

from builder.private_folder import private_folder
from builder.storage.userdata import UserData


def mode(folder: Path) -> int:
    return folder.stat().st_mode & 0o777


def test_all_folders_that_were_missing_are_private(tmp_path: Path) -> None:
    around = tmp_path / "there"
    around.mkdir(mode=0o755)
    around.chmod(0o755)
    inner = private_folder(around / "a" / "b" / "c")
    assert {mode(folder) for folder in (inner, inner.parent, around / "a")} == {0o700}
    assert mode(around) == 0o755
    assert private_folder(inner) == inner


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileExistsError):
        private_folder(tmp_path / "file")
    with pytest.raises(NotADirectoryError):
        private_folder(tmp_path / "file" / "inner")


def test_the_data_folder_and_what_lies_around_it(tmp_path: Path) -> None:
    data = UserData(tmp_path / "home" / "share" / "steploom")
    folders = [data.journal, data.runs, data.samples, data.rows, data.history_file.parent]
    folders += [data.root, data.root.parent, tmp_path / "home"]
    assert {mode(folder) for folder in folders} == {0o700}
