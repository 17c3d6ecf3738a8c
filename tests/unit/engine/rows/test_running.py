"""Rows are run at once, held back, stopped and told of."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.engine.pace import Pace
from builder.engine.rows.data_file import Contents
from builder.engine.rows.journal import Journal, begin, resume
from builder.engine.rows.journal_file import Head
from builder.engine.rows.row import Row, RowsError
from builder.engine.rows.running import RowsPlan, run_rows
from builder.model.events import AnyEvent, Failure, RunFinished, Status
from builder.model.row_events import RowFinished, RowsEvent, RowsFinished, RowsStarted


class Heard:
    def __init__(self) -> None:
        self.events: list[tuple[int, AnyEvent]] = []
        self.rows: list[RowsEvent] = []

    def hear(self, event: AnyEvent, row: int) -> None:
        self.events.append((row, event))

    def hear_rows(self, event: RowsEvent) -> None:
        self.rows.append(event)

    @property
    def finished(self) -> list[RowFinished]:
        return [event for event in self.rows if isinstance(event, RowFinished)]


class Work:
    """Stands for the workflow: waits, fails where it is told to, counts how many run at once."""

    def __init__(self, seconds: float = 0.0, bad: frozenset[int] = frozenset()) -> None:
        self.seconds = seconds
        self.bad = bad
        self.running = self.most = 0
        self.begun: list[int] = []
        self.folders: list[Path] = []

    async def __call__(
        self, row: Row, emit: Callable[[AnyEvent], None], hide: object, folder: Path
    ) -> None:
        value = row.value
        self.folders.append(folder)
        await asyncio.to_thread(folder.mkdir)
        self.begun.append(value)
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await asyncio.sleep(self.seconds)
        except asyncio.CancelledError:
            emit(RunFinished(status=Status.CANCELLED))
            raise
        finally:
            self.running -= 1
        if value in self.bad:
            emit(RunFinished(status=Status.FAILED, error=Failure("k", "bad"), step=2))
        else:
            emit(RunFinished(status=Status.SUCCEEDED, result=value * 10, duration=1.5))


def rows(count: int) -> list[Row]:
    return [Row(i, i + 1, i) for i in range(1, count + 1)]


def started(count: int) -> RowsStarted:
    return RowsStarted(flow="a", data="rows.csv", total=count)


def journal(folder: Path, count: int, again: bool = False) -> Journal:
    head = Head(flow="/a", data="/rows.csv").of(Contents("c" * 64, count, 1, 0))
    (folder / "journal").mkdir(exist_ok=True)
    return (resume if again else begin)(folder / "journal", head)


async def test_rows_run_at_once_and_are_told_of(tmp_path: Path) -> None:
    heard, work = Heard(), Work(0.01, frozenset({3}))
    end = await run_rows(
        rows(10), started(10), start=work, hear=heard, folder=tmp_path, plan=RowsPlan(4)
    )
    assert work.most == 4
    assert end.status is Status.FAILED
    assert end.counts == {"succeeded": 9, "failed": 1}
    assert isinstance(heard.rows[0], RowsStarted)
    assert heard.rows[-1] == end
    by_row = {event.row: event for event in heard.finished}
    assert by_row[7].result == 70
    assert by_row[3].error == Failure("k", "bad")
    assert (by_row[3].step, by_row[3].line) == (2, 4)
    assert sorted(row for row, _ in heard.events) == list(range(1, 11))
    assert len(set(work.folders)) == 10
    assert not any(map(os.path.exists, work.folders))


async def test_bail_lets_what_has_begun_end(tmp_path: Path) -> None:
    work = Work(0.01, frozenset({2}))
    end = await run_rows(
        rows(50), started(50), start=work, hear=Heard(), folder=tmp_path, plan=RowsPlan(3, True)
    )
    assert end.status is Status.FAILED
    assert len(work.begun) <= 6
    assert end.counts["queued"] == 50 - len(work.begun)
    assert "cancelled" not in end.counts


async def test_cancelling_stops_all_rows_and_tells_so(tmp_path: Path) -> None:
    heard, work = Heard(), Work(20)
    notes = journal(tmp_path, 9)
    task = asyncio.create_task(
        run_rows(
            rows(9),
            started(9),
            start=work,
            hear=heard,
            folder=tmp_path,
            plan=RowsPlan(3),
            journal=notes,
        )
    )
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    notes.close()
    assert work.running == 0
    assert [event.status for event in heard.finished] == [Status.CANCELLED] * 3
    last = heard.rows[-1]
    assert isinstance(last, RowsFinished)
    assert (last.status, last.counts) == (Status.CANCELLED, {"queued": 9})
    again = journal(tmp_path, 9, again=True)
    assert again.resumed == 0
    again.close()


async def test_finished_rows_are_not_run_again(tmp_path: Path) -> None:
    notes = journal(tmp_path, 3000)
    for row in range(1, 2990):
        notes.add(RowFinished(row=row, status=Status.FAILED if row == 5 else Status.SUCCEEDED))
    notes.close()
    again = journal(tmp_path, 3000, again=True)
    work = Work()
    begin_event = RowsStarted(flow="a", data="rows.csv", total=3000, finished=2989, failed=1)
    end = await run_rows(
        rows(3000),
        begin_event,
        start=work,
        hear=Heard(),
        folder=tmp_path,
        plan=RowsPlan(2, bail=True),
        journal=again,
    )
    again.close()
    assert sorted(work.begun) == list(range(2990, 3001))
    assert end.counts == {"succeeded": 2999, "failed": 1}


async def test_data_that_breaks_in_the_middle_ends_the_run_with_a_reason(tmp_path: Path) -> None:
    def broken():
        yield from rows(3)
        raise RowsError(Path("rows.csv"), "The file was changed while its rows were run.", 0)

    heard = Heard()
    end = await run_rows(broken(), started(9), start=Work(), hear=heard, folder=tmp_path)
    assert end.status is Status.FAILED
    assert end.error is not None
    assert "changed" in end.error.message
    assert end.counts == {"succeeded": 3, "queued": 6}


async def test_a_fault_of_the_program_fails_one_row_only(tmp_path: Path) -> None:
    async def start(row: Row, emit: Callable[[AnyEvent], None], hide: object, folder: Path) -> None:
        if row.value == 2:
            raise RuntimeError("oops")
        emit(RunFinished(status=Status.SUCCEEDED))

    heard = Heard()
    end = await run_rows(rows(3), started(3), start=start, hear=heard, folder=tmp_path)
    assert end.counts == {"succeeded": 2, "failed": 1}
    assert "oops" in heard.finished[1].error.message


async def test_a_pace_is_kept_and_not_saved_up() -> None:
    loop = asyncio.get_running_loop()
    pace = Pace(50)
    begun = loop.time()
    await asyncio.gather(*(pace.turn() for _ in range(11)))
    assert 0.19 < loop.time() - begun < 0.5
    await asyncio.sleep(0.2)
    begun = loop.time()
    await asyncio.gather(*(pace.turn() for _ in range(6)))
    assert 0.09 < loop.time() - begun < 0.4
