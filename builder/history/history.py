"""Reads past runs. Everything is read page by page, so nothing takes long or much memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from builder.history.bodies import placed
from builder.history.entries import ItemCounts, ItemEntry, Page, RunEntry, RunRecord, Wanted
from builder.history.flow_files import FlowFiles
from builder.history.packing import unpack
from builder.history.place import frame_of, split
from builder.history.quota import quota_of
from builder.history.store import Store, first_id, open_store
from builder.history.upkeep import (
    DELETING,
    delete_run,
    keep_quota,
    mark_interrupted,
    tidy,
    total_bytes,
)
from builder.model.event_json import decode
from builder.model.events import Log, RunFinished, RunStarted, Status, StepFinished

PAGE = 100
"""Runs, steps or items read at once."""

_COLUMNS = (
    "id, key, status, started, duration, flow, flow_path, workspace, environment, test_data, part,"
    " version, step, error, gaps, bytes, parent, row, data, rows, done, bad"
)
_STEP = "id, step, frame != '' OR item IS NOT NULL, data FROM steps"
_ITEM_ORDERS = {
    "index": ("", "item"),
    "failed": ("HAVING failed", "item"),
    "slowest": ("", "took DESC, item"),
}


class History:
    """The past runs of a database. Belongs to the thread that made it.

    Attributes:
        notice: What the user should know about the database; mostly empty.
        flow_files: Follows the files of workflows.

    Raises:
        HistoryProblem: The database is of a newer version.
        sqlite3.Error: It cannot be opened, or is damaged beyond being set aside.
        OSError: Its folder cannot be made.
    """

    def __init__(self, database: Path, quota: int | None = None) -> None:
        self._store: Store = open_store(database)
        self._quota = quota_of(database) if quota is None else quota
        self.notice = self._store.notice
        self.flow_files = FlowFiles(self._store)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def tidy(self) -> None:
        """Finish what a kill left half done, and keep the quota."""
        tidy(self._store)
        keep_quota(self._store, self._quota)

    def state(self) -> tuple[int, int]:
        """Is another one when runs have changed meanwhile, by whatever program.

        A run whose program is gone has changed too, although nobody wrote it.
        """
        mark_interrupted(self._store)
        others = self._one("PRAGMA data_version")[0]
        return others, self._store.connection.total_changes

    def runs(
        self,
        wanted: Wanted | None = None,
        before: int | None = None,
        limit: int = PAGE,
    ) -> tuple[RunEntry, ...]:
        """A page of runs, the latest first; rows of a data-driven run in their order.

        Args:
            wanted: Which; None for all.
            before: Id of the last run of the page before.
            limit: How many at most.
        """
        mark_interrupted(self._store)
        wanted = wanted or Wanted()
        conditions, values = _conditions(wanted)
        if before is not None:
            after_row = "row > (SELECT row FROM runs WHERE id = ?)"
            conditions.append(after_row if wanted.parent else "id < ?")
            values.append(before)
        order = "row" if wanted.parent else "id DESC"
        rows = self._all(
            f"SELECT {_COLUMNS} FROM runs WHERE {' AND '.join(conditions)}"
            f" ORDER BY {order} LIMIT ?",
            *values,
            limit,
        )
        return tuple(map(_entry, rows))

    def flows(self, workspace: str = "") -> tuple[str, ...]:
        """Names of the workflows that have runs, in order."""
        rows = self._all(
            "SELECT DISTINCT flow FROM runs WHERE status != ? AND (? = '' OR workspace = ?)"
            " ORDER BY flow",
            DELETING,
            workspace,
            workspace,
        )
        return tuple(name for (name,) in rows)

    def run(self, run: int) -> RunRecord | None:
        """A run with its input; None when it is gone."""
        mark_interrupted(self._store)
        row = self._one(f"SELECT {_COLUMNS} FROM runs WHERE id = ? AND status != ?", run, DELETING)
        inputs = self._one("SELECT workflow, event, began, ended FROM inputs WHERE run = ?", run)
        if row is None or inputs is None:
            return None
        entry = _entry(row)
        workflow, event, began, ended = inputs
        if entry.parent:  # the rows of a data-driven run have it in common
            (workflow,) = self._one("SELECT workflow FROM inputs WHERE run = ?", entry.parent)
        return RunRecord(
            entry,
            _read(workflow, dict[str, Any]),
            None if event is None else _read(event, Any),
            _read(began, RunStarted),
            None if ended is None else _read(ended, RunFinished),
        )

    def find(self, key: str) -> int | None:
        """The id of the run with that key; None while it has not begun or when it is gone."""
        row = self._one("SELECT id FROM runs WHERE key = ? AND status != ?", key, DELETING)
        return None if row is None else int(row[0])

    def steps(self, run: int, path: str = "", after: int = 0, limit: int = PAGE) -> Page:
        """How steps at one place ended, in the order in which they did.

        A step that has not ended is there with the status "running".

        Args:
            run: The run.
            path: Where ("" for the workflow's own list, "4[12]" for an item).
            after: The mark of the page before.
            limit: How many at most.
        """
        frame, item = split(path)
        rows = self._all(
            f"SELECT {_STEP} INDEXED BY steps_by_place"
            " WHERE run = ? AND frame = ? AND item IS ? AND id > ? ORDER BY id LIMIT ?",
            run, frame, item, after, limit,
        )  # fmt: skip
        return _page(self._store, run, rows)

    def all_steps(self, run: int, after: int = 0, limit: int = PAGE) -> Page:
        """How steps anywhere in a run ended, page by page."""
        rows = self._all(
            f"SELECT {_STEP} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            max(first_id(run), after + 1),
            first_id(run + 1),
            limit,
        )
        return _page(self._store, run, rows)

    def whole(self, run: int) -> Iterator[StepFinished]:
        """How all steps of a run ended, a page in memory at a time."""
        page = self.all_steps(run)
        while page.events:
            yield from page.events
            page = self.all_steps(run, page.mark)

    def items(
        self,
        run: int,
        step: int,
        path: str = "",
        order: str = "index",
        offset: int = 0,
        limit: int = PAGE,
    ) -> tuple[ItemEntry, ...]:
        """Items of a Fan Out.

        Args:
            run: The run.
            step: The Fan Out.
            path: Where it stands.
            order: "index" for all of them by position, "failed" for those alone that failed,
                "slowest" for all from the slowest on.
            offset: How many to leave out.
            limit: How many at most.
        """
        having, ordered = _ITEM_ORDERS[order]
        rows = self._all(
            "SELECT item, max(status = ?) AS failed, sum(duration) AS took FROM steps"
            " WHERE run = ? AND frame = ? AND item IS NOT NULL"
            f" GROUP BY item {having} ORDER BY {ordered} LIMIT ? OFFSET ?",
            Status.FAILED.value, run, frame_of(path, step), limit, offset,
        )  # fmt: skip
        return tuple(ItemEntry(index, bool(failed), took) for index, failed, took in rows)

    def first_items(self, run: int, step: int, count: int = PAGE) -> tuple[StepFinished, ...]:
        """How steps ended in the first items of a Fan Out of the workflow's own list.

        What is nested in them comes too, as far as that is not very much.
        """
        direct = self._all(
            f"SELECT {_STEP} WHERE run = ? AND frame = ? AND item < ? ORDER BY id",
            run, str(step), count,
        )  # fmt: skip
        nested = self._all(
            f"SELECT {_STEP} WHERE run = ? AND frame > ? AND frame < ?"
            " ORDER BY frame, item LIMIT ?",
            run, f"{step}[", f"{step}[~", count * 10,
        )  # fmt: skip
        return _page(self._store, run, sorted(direct + nested)).events

    def item_counts(self, run: int, step: int, path: str = "") -> ItemCounts:
        """How many items of a Fan Out there are and how many failed."""
        total, failed = self._one(
            "SELECT count(*), coalesce(sum(failed), 0) FROM (SELECT max(status = ?) AS failed"
            " FROM steps WHERE run = ? AND frame = ? AND item IS NOT NULL GROUP BY item)",
            Status.FAILED.value,
            run,
            frame_of(path, step),
        )
        return ItemCounts(total, failed)

    def inside_counts(self, run: int, step: int) -> dict[int, ItemCounts]:
        """For each step inside a Fan Out of the workflow's own list, how many items it ended for.

        Items that it was skipped or stopped for do not count.
        """
        rows = self._all(
            "SELECT step, count(*), sum(status = ?) FROM steps WHERE run = ? AND frame = ?"
            " AND item IS NOT NULL AND status IN (?, ?) GROUP BY step",
            Status.FAILED.value, run, str(step), Status.SUCCEEDED.value, Status.FAILED.value,
        )  # fmt: skip
        return {inner: ItemCounts(total, failed) for inner, total, failed in rows}

    def logs(self, run: int, limit: int = 10_000) -> tuple[Log, ...]:
        """The lines of the steps' logs, in order."""
        rows = self._all(
            "SELECT data FROM logs WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            first_id(run),
            first_id(run + 1),
            limit,
        )
        return tuple(_read(data, Log) for (data,) in rows)

    def delete(self, run: int) -> bool:
        """Delete a run with its bodies; False while it is running, or when there is none."""
        return delete_run(self._store, run)

    def total_bytes(self) -> int:
        """About how many bytes all runs take."""
        return total_bytes(self._store.connection)

    def _one(self, question: str, *values: Any) -> Any:
        return self._store.connection.execute(question, values).fetchone()

    def _all(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._store.connection.execute(question, values).fetchall()


def _page(store: Store, run: int, rows: list[tuple[Any, ...]]) -> Page:
    question = "SELECT step, data FROM patterns WHERE run = ?"
    patterns = dict(store.connection.execute(question, (run,)).fetchall())
    found = store.connection.execute("SELECT key FROM runs WHERE id = ?", (run,)).fetchone()
    folder = store.folder("" if found is None else found[0])
    events = (
        decode(unpack(data, patterns.get(step, b"") if is_inside else b""), StepFinished)
        for _, step, is_inside, data in rows
    )
    mark = rows[-1][0] if rows else 0
    return Page(tuple(placed(event, folder) for event in events), mark)


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    values: list[Any]
    conditions, values = ["parent = ?", "status != ?"], [wanted.parent, DELETING]
    if wanted.whole:
        conditions.append("data = ''")
    for column in ("status", "flow_path", "flow", "workspace"):
        if value := getattr(wanted, column):
            conditions.append(f"{column} = ?")
            values.append(value)
    if wanted.text:
        texts = " || ' ' || ".join(("flow", "environment", "part", "error", "data"))
        conditions.append(f"instr(lower({texts}), ?)")
        values.append(wanted.text.lower())
    return conditions, values


def _entry(row: tuple[Any, ...]) -> RunEntry:
    run, key, status, started, *rest = row
    moment = datetime.fromtimestamp(started, UTC).astimezone()
    duration, flow, flow_path, workspace, environment, test_data, *others = rest
    return RunEntry(
        run, key, status, moment, duration, flow, flow_path, workspace, environment,
        bool(test_data), *others,
    )  # fmt: skip


def _read(packed: bytes, kind: Any) -> Any:
    return decode(unpack(packed), kind)
