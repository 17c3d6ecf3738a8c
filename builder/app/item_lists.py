"""Fills the list of a Fan Out's items: from what the run told, and from the history beyond that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from builder.app.runner import Runner
from builder.document.history_desk import HistoryDesk
from builder.document.run_record import ItemPlace, ItemRun
from builder.document.step_names import shown_title
from builder.history.entries import ItemEntry
from builder.history.history import History
from builder.look.language import tr
from builder.model.events import Status, StepFinished
from builder.model.step import Step
from builder.model.workflow import Workflow, find, walk_steps
from builder.panels.items_panel import ItemRow, ItemsPanel, ItemTotals

REST_MS = 150
"""Between two fillings while a run goes on."""
LISTED = 1_000
"""Items that are listed at most."""


class ItemLists(QObject):
    """Shows the items of the Fan Out that is selected.

    Args:
        runner: Whose runs they are.
        panel: Where they are shown.
        history: Gives who answers questions about past runs; None where nothing is kept.
        parent: The owner.
    """

    def __init__(
        self,
        runner: Runner,
        panel: ItemsPanel,
        history: Callable[[], HistoryDesk] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._listed: tuple[object, ...] = ()
        self._runner = runner
        self._panel = panel
        self._step: Step | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._fill)
        panel.order_changed.connect(self._fill)
        runner.shown.item_wanted.connect(self._ask_for_item)

    def show(self, step: Step) -> None:
        """Show a Fan Out's items, at most every `REST_MS` while it stays the same one."""
        if self._step is None or self._step.number != step.number:
            self._step = step
            self._timer.stop()
            self._fill()
        elif not self._timer.isActive():
            self._step = step
            self._timer.start()

    def step_to_open(self, workflow: Workflow, fan_out: int, index: int) -> int | None:
        """The step of an item that failed, else the first one that ran for it."""
        step = find(workflow, fan_out)
        if step is None:
            return None
        path = self._path(fan_out, index)
        item = self._runner.shown.record.item(path)
        if item is not None and item.failed is not None:
            return item.failed.step
        inside = [inner.number for inner in walk_steps((step,)) if inner is not step]
        ran = (n for n in inside if self._runner.shown.record.finished(n, path) is not None)
        return next(ran, inside[0] if inside else None)

    def _path(self, fan_out: int, index: int) -> str:
        return ItemPlace(self._runner.samples.path_of(fan_out), fan_out, index).path

    def _fill(self) -> None:
        step = self._step
        if step is None:
            return
        runner = self._runner
        outer = runner.samples.path_of(step.number)
        known = runner.shown.record.items(step.number, outer)
        state = runner.states.get(step.number)
        slowest = max(known, key=lambda item: item.duration, default=None)
        if runner.running:
            self._listed = ()
        self._panel.show_totals(
            ItemTotals(
                step.number,
                shown_title(step),
                state.summary if state is not None else "",
                state.tone if state is not None else "",
                _row(slowest) if slowest is not None else None,
                runner.samples.item(step.number),
            )
        )
        total = runner.shown.total(step.number)
        is_more = total is not None and total > len(known) and not runner.running
        if is_more and self._history is not None and runner.history_key:
            self._ask_for_list(step.number, outer)
            return
        rows = [_row(item) for item in _ordered(known, self._panel.order)]
        self._panel.show_rows(rows, _note(len(rows), len(known), total))

    def _ask_for_list(self, fan_out: int, outer: str) -> None:
        """Ask the history for the items, once for each order of each run."""
        runner, order = self._runner, self._panel.order
        wanted = (runner.history_key, fan_out, outer, order)
        if wanted == self._listed or self._history is None:
            return
        self._listed = wanted
        question = partial(_items, runner.history_key, fan_out, outer, order)
        self._history().ask(question, partial(self._show_list, wanted))

    def _show_list(self, wanted: tuple[object, ...], items: tuple[ItemEntry, ...]) -> None:
        step = self._step
        if wanted != self._listed or step is None:
            return
        rows = [self._entry_row(step.number, item) for item in items]
        total = self._runner.shown.total(step.number)
        self._panel.show_rows(rows, _note(len(rows), len(rows), total))

    def _entry_row(self, fan_out: int, item: ItemEntry) -> ItemRow:
        told = self._runner.shown.record.item(self._path(fan_out, item.index))
        if told is not None and told.failed is not None:
            return _row(told)
        status = Status.FAILED if item.failed else Status.SUCCEEDED
        return ItemRow(item.index, status, item.duration)

    def _ask_for_item(self, path: str) -> None:
        """Ask the history how the steps of an item ended that nothing was told of."""
        runner = self._runner
        if self._history is not None and runner.history_key:
            then = partial(runner.shown.add_item, runner.shown.record)
            self._history().ask(partial(_item, runner.history_key, path), then)


def _row(item: ItemRun) -> ItemRow:
    words = ""
    failed = item.failed
    if failed is not None:
        reason = failed.error.message if failed.error is not None else failed.status.value
        words = f"{failed.step} · {failed.name}: {reason}"
    return ItemRow(item.place.index, item.status, item.duration, words)


def _ordered(items: tuple[ItemRun, ...], order: str) -> list[ItemRun]:
    if order == "failed":
        return [item for item in items if item.status is Status.FAILED]
    if order == "slowest":
        return sorted(items, key=lambda item: -item.duration)
    return list(items)


def _note(shown: int, known: int, total: int | None) -> str:
    """What is left out; `known` is how many were looked through for those `shown`."""
    if total is not None and total > known and known >= min(total, LISTED):
        return tr("The first {n:,} of {total:,} items are listed.", n=known, total=total)
    if total is not None and total > known and shown:
        return tr("{n:,} of {total:,} items are listed.", n=shown, total=total)
    return "" if shown else tr("No items to list.")


def _items(
    key: str, fan_out: int, outer: str, order: str, history: History
) -> tuple[ItemEntry, ...]:
    """Items of a run, as the history has them."""
    run = history.find(key)
    return () if run is None else history.items(run, fan_out, outer, order, limit=LISTED)


def _item(key: str, path: str, history: History) -> tuple[StepFinished, ...]:
    """How the steps of one item ended."""
    run = history.find(key)
    return () if run is None else history.steps(run, path).events
