"""What a journal remembers, through kills, torn writes and changed data."""

import os
import time
from pathlib import Path

import pytest

from builder.engine.rows.data_file import Contents
from builder.engine.rows.journal import KEPT_SECONDS, begin, interrupted, resume
from builder.engine.rows.journal_file import Head, JournalError, finished_rows, places, row_at
from builder.model.events import Failure, Status
from builder.model.number import Number
from builder.model.row_events import RowFinished

CONTENTS = Contents("a" * 64, 20, 100, 0)


def head(contents: Contents = CONTENTS, **other) -> Head:
    return Head(flow="/w/a.flow.json", data="/w/rows.csv", **other).of(contents)


def done(row: int, status: Status = Status.SUCCEEDED) -> RowFinished:
    error = Failure("k", "bad ä\n") if status is Status.FAILED else None
    return RowFinished(row=row, line=row + 1, status=status, result=Number("1.10"), error=error)


def test_finished_rows_are_known_after_a_resume(tmp_path: Path) -> None:
    journal = begin(tmp_path, head())
    for row in (1, 3, 20):
        journal.add(done(row, Status.FAILED if row == 3 else Status.SUCCEEDED))
    journal.close()
    again = resume(tmp_path, head())
    assert again.path == journal.path
    assert again.resumed == 3
    assert again.counts == {"succeeded": 2, "failed": 1}
    assert [row for row in range(1, 21) if again.is_finished(row)] == [1, 3, 20]
    again.add(done(2))
    again.close()
    assert [row.row for row in finished_rows(journal.path)] == [1, 3, 20, 2]
    assert str(next(finished_rows(journal.path)).result) == "1.10"
    assert journal.path.stat().st_mode & 0o777 == 0o600


def test_a_row_is_found_by_its_place(tmp_path: Path) -> None:
    seen: list[int] = []
    journal = begin(tmp_path, head())
    journal.noted = lambda result, at: seen.append(at)
    for row in range(1, 6):
        journal.add(done(row, Status.FAILED))
    journal.close()
    assert [at for _, at in places(journal.path)] == seen
    found = row_at(journal.path, seen[3])
    assert found is not None
    assert (found.row, found.error) == (4, Failure("k", "bad ä\n"))
    journal.path.unlink()
    assert row_at(journal.path, seen[3]) is None


@pytest.mark.parametrize("torn", [b'{"type":"row-finished","row":2', b"\x00\x00", b'"'])
def test_a_torn_line_is_dropped_and_its_row_run_again(tmp_path: Path, torn: bytes) -> None:
    journal = begin(tmp_path, head())
    journal.add(done(1))
    journal.close()
    with journal.path.open("ab") as file:
        file.write(torn)
    again = resume(tmp_path, head())
    assert not again.is_finished(2)
    again.add(done(2))
    again.close()
    assert [row.row for row in finished_rows(journal.path)] == [1, 2]


def test_a_kill_at_any_byte_leaves_a_journal_that_resumes(tmp_path: Path) -> None:
    journal = begin(tmp_path, head())
    for row in (1, 2, 3):
        journal.add(done(row))
    journal.close()
    data = journal.path.read_bytes()
    for size in range(len(data.splitlines()[0]) + 1, len(data)):
        journal.path.write_bytes(data[:size])
        again = resume(tmp_path, head())
        assert again.resumed == data[:size].count(b"\n") - 1
        again.close()


def test_changed_data_is_refused_with_a_reason(tmp_path: Path) -> None:
    journal = begin(tmp_path, head())
    journal.add(done(1))
    journal.close()
    other = Contents("b" * 64, 21, 100, 0)
    with pytest.raises(JournalError, match=r"changed since the run of .* 20 rows, now 21"):
        resume(tmp_path, head(other))
    assert interrupted(tmp_path, head(other)) is not None
    # Another environment is another run; so is another file.
    for separate in (head(other, environment="x"), Head(flow="/w/a.flow.json", data="/w/b.csv")):
        fresh = resume(tmp_path, separate.of(other))
        assert fresh.resumed == 0
        fresh.close()


def test_data_may_change_once_all_rows_are_finished(tmp_path: Path) -> None:
    journal = begin(tmp_path, head(Contents("a" * 64, 1, 1, 0)))
    journal.add(done(1))
    journal.close()
    fresh = resume(tmp_path, head(Contents("b" * 64, 2, 1, 0)))
    assert fresh.resumed == 0
    fresh.close()


def test_only_one_run_of_the_same_rows_at_a_time(tmp_path: Path) -> None:
    journal = begin(tmp_path, head())
    for again in (begin, resume):
        with pytest.raises(JournalError, match="already"):
            again(tmp_path, head())
    journal.close()
    begin(tmp_path, head()).close()


def test_a_file_that_is_no_journal_and_a_folder_that_is_gone(tmp_path: Path) -> None:
    journal = begin(tmp_path, head())
    journal.close()
    journal.path.write_text("something else\n")
    with pytest.raises(JournalError, match="without --resume"):
        resume(tmp_path, head())
    begin(tmp_path, head()).close()
    with pytest.raises(JournalError, match="No such file"):
        begin(tmp_path / "none", head())


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    journal = begin(tmp_path, head())
    journal._file.close()
    journal._file = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115
    with pytest.raises(JournalError, match=r"No space left.*resume the run"):
        journal.add(done(1))
    assert not journal.is_finished(1)
    journal.close()


def test_old_journals_go(tmp_path: Path) -> None:
    journal = begin(tmp_path, head())
    journal.close()
    old = time.time() - KEPT_SECONDS - 10
    os.utime(journal.path, (old, old))
    begin(tmp_path, head(environment="x")).close()
    assert not journal.path.exists()
