"""Data-driven runs in the history: one entry, and below it the rows that are kept."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from builder.history.about import About, row_key
from builder.history.entries import RunEntry, Wanted
from builder.history.history import History
from builder.history.rows_recorder import FAILED_ROWS, FIRST_ROWS, RowsRecorder
from builder.history.writing_out import RUN, write_run
from builder.model.events import (
    AnyEvent,
    Failure,
    RunFinished,
    RunStarted,
    Status,
    StepFinished,
)
from builder.model.http import BodyRecord
from builder.model.masking import MASK, Masker
from builder.model.row_events import RowFinished, RowsFinished, RowsStarted
from tests.support.runs import WORKFLOW, exchange, item

ABOUT = About(WORKFLOW, flow_path="a.flow.json", workspace="/w", data="/w/people.csv", key="k")
SECRET = "s3cret-value"


def events(row: int, failed: bool = False) -> tuple[AnyEvent, ...]:
    status = Status.FAILED if failed else Status.SUCCEEDED
    error = Failure("status", "404") if failed else None
    sent = exchange(b'{"id": %d}' % row)
    return (
        RunStarted(flow="a.flow.json", steps=(1, 2)),
        StepFinished(step=2, name="Get", status=status, exchanges=(sent,), sample={"row": row}),
        RunFinished(status=status, duration=2, at=0.002, error=error, step=2 if failed else None),
    )


class Run:
    """A data-driven run as the engine tells of it."""

    def __init__(self, database: Path, about: About = ABOUT, masker: Masker | None = None) -> None:
        self.warned: list[str] = []
        masker = masker or Masker()
        self.recorder = RowsRecorder(database, about, masker, self.warned.append)
        self.bad = 0

    def begin(self, total: int, finished: int = 0, failed: int = 0) -> None:
        begun = RowsStarted(
            flow="a.flow.json", data="people.csv", total=total, finished=finished, failed=failed
        )
        self.recorder.hear_rows(begun)

    def row(self, number: int, failed: bool = False, masker: Masker | None = None) -> None:
        self.heard(number, events(number, failed), masker)

    def heard(self, number: int, heard: tuple[AnyEvent, ...], masker: Masker | None = None) -> None:
        kept = self.recorder.row(number, {"id": number})
        kept.hide_with(masker or Masker())
        for event in heard:
            kept.hear(event)
        written = kept.end()
        if written is not None:
            assert written.wait(10)
        status = heard[-1].status
        self.bad += status is Status.FAILED
        self.recorder.hear_rows(RowFinished(at=0.1, row=number, status=status))

    def end(self, status: Status = Status.SUCCEEDED) -> None:
        self.recorder.hear_rows(RowsFinished(at=1.5, status=status, duration=1500))
        self.recorder.close()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


def rows_of(history: History, run: int) -> tuple[RunEntry, ...]:
    return history.runs(Wanted(parent=run), limit=5_000)


def test_a_run_is_one_entry_with_its_rows_below(database: Path) -> None:
    run = Run(database)
    run.begin(3)
    for number in (1, 2, 3):
        run.row(number, failed=number == 2)
    run.end(Status.FAILED)
    assert run.warned == []
    history = History(database)
    (entry,) = history.runs()
    assert (entry.status, entry.data) == ("failed", "/w/people.csv")
    assert (entry.rows, entry.done, entry.bad) == (3, 3, 1)
    assert entry.duration == 1500
    assert [row.row for row in rows_of(history, entry.id)] == [1, 2, 3]
    assert [row.row for row in history.runs(Wanted(parent=entry.id, status="failed"))] == [2]
    assert history.runs(Wanted(text="people")) == (entry,)
    assert history.runs(Wanted(whole=True)) == ()
    page = history.runs(Wanted(parent=entry.id), limit=2)
    assert [row.row for row in page] == [1, 2]
    page = history.runs(Wanted(parent=entry.id), before=page[-1].id)
    assert [row.row for row in page] == [3]
    found = history.find(row_key("k", 2))
    assert found is not None
    record = history.run(found)
    assert record is not None
    assert record.workflow == WORKFLOW
    assert record.event == {"id": 2}
    assert record.entry.error == "404"
    assert history.steps(found).events[0].sample == {"row": 2}
    written = database.with_name("row.json")
    assert write_run(history, found, RUN, written, Masker())
    exported = json.loads(written.read_text())
    assert exported["run"]["row"] == 2
    assert (exported["event"], exported["workflow"]) == ({"id": 2}, WORKFLOW)


def test_the_first_rows_and_those_that_failed_are_kept_whole(database: Path) -> None:
    total = 3_000
    run = Run(database)
    run.begin(total)
    for number in range(1, total + 1):
        run.row(number, failed=number % 2 == 0)
    run.end()
    history = History(database)
    (entry,) = history.runs()
    assert (entry.done, entry.bad) == (total, total // 2)
    kept = sorted(row.row for row in rows_of(history, entry.id))
    assert kept[:FIRST_ROWS] == list(range(1, FIRST_ROWS + 1))
    beyond = kept[FIRST_ROWS:]
    assert len(beyond) == FAILED_ROWS
    assert all(number % 2 == 0 for number in beyond)


def test_a_stopped_row_is_not_kept(database: Path) -> None:
    run = Run(database)
    run.begin(2)
    run.row(1)
    begun, _, _ = events(2)
    run.heard(2, (begun, RunFinished(status=Status.CANCELLED)))
    run.end(Status.CANCELLED)
    history = History(database)
    (entry,) = history.runs()
    assert (entry.status, entry.done) == ("cancelled", 1)
    assert [row.row for row in rows_of(history, entry.id)] == [1]


def test_a_resumed_run_goes_on_under_its_entry(database: Path) -> None:
    first = Run(database)
    first.begin(4)
    first.row(1)
    first.row(2, failed=True)
    first.end(Status.CANCELLED)
    second = Run(database)
    second.begin(4, finished=1)
    for number in (2, 3, 4):
        second.row(number)
    second.end()
    history = History(database)
    (entry,) = history.runs()
    assert (entry.status, entry.done, entry.bad) == ("succeeded", 4, 0)
    rows = {row.row: row.status for row in rows_of(history, entry.id)}
    assert rows == dict.fromkeys((1, 2, 3, 4), "succeeded")


def test_secrets_are_masked_in_rows_and_in_the_workflow(database: Path) -> None:
    workflow = {**WORKFLOW, "name": f"with {SECRET}"}
    run = Run(database, replace(ABOUT, workflow=workflow))
    run.begin(1)
    begun, step, ended = events(1)
    leaking = StepFinished(step=2, name="Get", status=Status.SUCCEEDED, sample={"is": SECRET})
    kept = run.recorder.row(1, {"id": SECRET})
    for event in (begun, step, leaking):
        kept.hear(event)
    kept.hide_with(Masker([SECRET]))  # as when a later step sends it
    kept.hear(ended)
    kept.end()
    run.end()
    history = History(database)
    found = history.find(row_key("k", 1))
    record = history.run(found)
    assert record.event == {"id": MASK}
    assert record.workflow["name"] == f"with {MASK}"
    assert history.steps(found).events[-1].sample == {"is": MASK}
    assert SECRET.encode() not in database.read_bytes()


def test_files_of_a_row_are_taken_over_before_they_go(database: Path, tmp_path: Path) -> None:
    body = tmp_path / "body"
    body.write_bytes(b"x" * 100_000)
    body.chmod(0o600)
    run = Run(database)
    run.begin(1)
    begun, _, ended = events(1)
    sent = exchange(body=BodyRecord(100_000, "text/plain", None, str(body)))
    end = StepFinished(step=2, name="Get", status=Status.SUCCEEDED, exchanges=(sent,))
    run.heard(1, (begun, end, ended))
    body.unlink()
    run.end()
    history = History(database)
    found = history.find(row_key("k", 1))
    kept = history.steps(found).events[0].exchanges[0].body
    assert kept.read() == b"x" * 100_000
    assert history.delete(history.runs()[0].id)
    assert history.runs() == ()
    assert history.run(found) is None
    assert not any((database.parent / "bodies").iterdir())
    history.close()


def test_many_items_of_many_rows_hold_little_memory(database: Path) -> None:
    run = Run(database)
    run.begin(1)
    kept = run.recorder.row(1, 1)
    kept.hear(RunStarted(flow="a"))
    for index in range(40_000):
        kept.hear(item(index))
    kept.hear(RunFinished(status=Status.SUCCEEDED))
    kept.end()
    run.recorder.hear_rows(RowFinished(row=1, status=Status.SUCCEEDED))
    run.end()
    history = History(database)
    record = history.run(history.find(row_key("k", 1)))
    assert 0 < record.entry.gaps < 40_000


def test_the_quota_takes_a_run_with_its_rows(database: Path) -> None:
    for key in ("old", "new"):
        run = Run(database, replace(ABOUT, key=key))
        run.begin(50)
        for number in range(1, 51):
            run.row(number)
        run.end()
    history = History(database)
    total = history.total_bytes()
    history.close()
    history = History(database, quota=total - 1)
    history.tidy()
    assert [entry.key for entry in history.runs()] == ["new"]
    assert history.find(row_key("old", 1)) is None
    assert history.find(row_key("new", 50)) is not None
    history.close()


def test_rows_beyond_their_share_of_the_history_are_only_counted(database: Path) -> None:
    run = Run(database)
    run.recorder = RowsRecorder(database, ABOUT, Masker(), run.warned.append, quota=20_000)
    run.begin(90)
    for number in range(1, 91):
        run.row(number)
        time.sleep(0.002)  # the writer keeps up, so that it knows how much there is
    run.end()
    history = History(database, quota=20_000)
    (entry,) = history.runs()
    assert entry.done == 90
    assert 0 < len(rows_of(history, entry.id)) < 90


def test_without_a_place_the_run_goes_on_and_that_is_said_once(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    run = Run(in_the_way / "history.sqlite")
    run.begin(3)
    for number in (1, 2, 3):
        run.row(number)
    run.end()
    assert len(run.warned) == 1
    assert "not kept in the history" in run.warned[0]


_KILLED = """
import sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.unit.history.test_rows_recorder import Run
run = Run(Path({database!r}))
run.begin(100_000)
print("begun", flush=True)
for number in range(1, 100_001):
    run.row(number, failed=number % 3 == 0)
    time.sleep(0.0005)
"""


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.2, 0.45])
def test_a_kill_at_any_instant_leaves_an_interrupted_run(database: Path, seconds: float) -> None:
    root = str(Path(__file__).parents[3])
    code = _KILLED.format(root=root, database=str(database))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        time.sleep(seconds)
        os.kill(child.pid, signal.SIGKILL)
    history = History(database)
    history.tidy()
    assert history.notice == ""
    entries = history.runs()
    assert {entry.status for entry in entries} <= {"interrupted"}
    for entry in entries:
        for row in rows_of(history, entry.id):
            assert row.status in ("succeeded", "failed", "interrupted")
            assert history.run(row.id) is not None
            assert history.delete(row.id)
    history.close()
