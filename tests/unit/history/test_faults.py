"""Kills, damage and full disks: the history opens, and says what happened."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from builder.history.history import History
from builder.history.store import LOCK, MIGRATIONS, HistoryProblem
from builder.history.upkeep import INTERRUPTED
from builder.lock import FileLock
from builder.model.events import RunStarted, Status, StepStarted
from tests.support.runs import fan_out, keep, simple

KILLS = 12


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite"


def recording(database: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.recording", str(database), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )


def test_a_kill_at_any_instant_leaves_a_history_that_opens(database):
    chance = random.Random(4)
    for _ in range(KILLS):
        with recording(database) as process:
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.5))
            process.send_signal(signal.SIGKILL)
        _check(database)


def _check(database: Path) -> None:
    if not database.exists():
        return
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with closing(History(database)) as history:
        assert history.notice == ""
        history.tidy()
        runs = history.runs(limit=1_000)
        assert {entry.status for entry in runs} <= {"succeeded", INTERRUPTED}
        assert sum(entry.status == INTERRUPTED for entry in runs) <= KILLS
        for entry in runs:
            record = history.run(entry.id)
            assert (record.ended is None) == (entry.status == INTERRUPTED)
            events = list(history.whole(entry.id))
            for event in events:
                for exchange in event.exchanges:
                    assert len(exchange.body.read()) == exchange.body.size
            if record.ended is not None:
                assert len(events) == 1_204
        folders = {path.name for path in (database.parent / "bodies").iterdir()}
        assert folders <= {entry.key for entry in runs}, "no body is left of a run that is gone"


def test_a_run_that_is_going_on_is_not_called_interrupted(database):
    keep(database, RunStarted(flow="a"), StepStarted(step=2, name="Slow"))
    with closing(History(database)) as history:
        (entry,) = history.runs()
        assert entry.status == INTERRUPTED, "its recorder is gone without an end"
        assert history.steps(1).events[0].status is Status.RUNNING
    with recording(database) as process:
        try:
            _wait_for_a_running_one(database)
        finally:
            process.kill()


def _wait_for_a_running_one(database: Path) -> None:
    deadline = time.monotonic() + 10
    with closing(History(database)) as history:
        while time.monotonic() < deadline:
            running = [e for e in history.runs() if e.status == Status.RUNNING.value]
            if running:
                assert not history.delete(running[0].id), "it is never deleted"
                return
            time.sleep(0.005)
    raise AssertionError("no run was seen running")


@pytest.mark.parametrize(
    "rubbish", [b"no database at all" * 500, b"SQLite format 3\0" + b"\xff" * 9_000]
)
def test_a_damaged_database_is_set_aside_with_a_message(database, rubbish):
    database.write_bytes(rubbish)
    with closing(History(database)) as history:
        assert "damaged" in history.notice
        (kept,) = database.parent.glob("history.damaged-*.sqlite")
        assert str(kept) in history.notice
        assert kept.read_bytes() == rubbish
        assert history.runs() == ()
    assert keep(database, *simple()) == []


def test_a_recorder_says_that_it_began_anew(database):
    database.write_bytes(b"rubbish" * 1_000)
    (said,) = keep(database, *simple())
    assert "damaged" in said
    with closing(History(database)) as history:
        assert len(history.runs()) == 1


def test_damage_found_while_reading_is_told_to_the_window(database, qtbot):
    from builder.document.history_desk import HistoryDesk

    keep(database, *fan_out(3_000))
    desk = HistoryDesk(database)
    data = bytearray(database.read_bytes())
    data[8_192:200_000] = b"\xee" * (200_000 - 8_192)
    database.write_bytes(data)
    try:
        with qtbot.waitSignal(desk.told, timeout=10_000) as told:
            desk.ask(lambda history: list(history.whole(1)), lambda _: None)
        assert "damaged" in told.args[0]
        answers: list[object] = []
        desk.ask(lambda history: history.runs(), answers.append)
        qtbot.waitUntil(lambda: answers == [()], timeout=10_000)
    finally:
        desk.close()


def test_a_newer_database_is_left_alone(database):
    keep(database, *simple())
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = database.read_bytes()
    with pytest.raises(HistoryProblem, match="newer version"):
        History(database)
    (said,) = keep(database, *simple())
    assert "newer version" in said
    assert database.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of processes")
@pytest.mark.parametrize("size", [2_000, 400_000])
def test_a_full_disk_is_said_once_and_the_run_goes_on(database, size):
    if size > 100_000:
        keep(database, *simple())
    process = recording(database, str(size))
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert said.startswith("40006 events, warned: [")
    assert said.count("This run is not kept in the history") == 1
    with closing(History(database)) as history:
        assert all(entry.gaps or entry.status != "running" for entry in history.runs())
    assert keep(database, *simple()) == [], "later runs are kept again"


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    (said,) = keep(folder / "history.sqlite", *simple())
    assert "not kept in the history" in said


def test_what_a_kill_left_half_deleted_is_finished(database):
    for _ in range(3):
        keep(database, *fan_out(100))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE runs SET status = 'deleting' WHERE id = 2")
        connection.execute("DELETE FROM steps WHERE run = 2 AND item > 50")
    orphan = database.parent / "bodies" / "orphan"
    held = database.parent / "bodies" / "held"
    for folder in (orphan, held):
        folder.mkdir(parents=True)
        (folder / "000001.body").write_bytes(b"x")
    lock = FileLock(held / LOCK)
    lock.take()
    with closing(History(database)) as history:
        assert [entry.id for entry in history.runs()] == [3, 1]
        history.tidy()
        assert not orphan.exists()
        assert held.exists(), "somebody is about to record there"
        assert list(history.whole(2)) == []
    lock.release()


def test_two_programs_may_make_the_database_at_once(database):
    processes = [recording(database) for _ in range(3)]
    try:
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        with closing(History(database)) as history:
            assert history.notice == ""
        _wait_for_a_running_one(database)
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    with closing(History(database)) as history:
        assert {entry.status for entry in history.runs(limit=500)} <= {"succeeded", INTERRUPTED}
