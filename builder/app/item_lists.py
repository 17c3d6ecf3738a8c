"""Fills the list of a Fan Out's items: from what the run told, and from the history beyond that."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from builder.app.runner import Runner
from builder.document.run_record import ItemRun
from builder.model.events import Status
from builder.model.step import Step
from builder.model.workflow import Workflow, find, walk_steps
from builder.panels.items_panel import ItemRow, ItemsPanel, ItemTotals

REST_MS = 150
"""Between two fillings while a run goes on."""


class ItemLists(QObject):
    """Shows the items of the Fan Out that is selected.

    Args:
        runner: Whose runs they are.
        panel: Where they are shown.
        parent: The owner.
    """

    def __init__(self, runner: Runner, panel: ItemsPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._panel = panel
        self._step: Step | None = None
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self._fill)
        panel.order_changed.connect(self._fill)

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
        path = self._runner.samples.path_inside(fan_out, index)
        item = self._runner.record.item(path)
        if item is not None and item.failed is not None:
            return item.failed.step
        inside = [inner.number for inner in walk_steps((step,)) if inner is not step]
        ran = (n for n in inside if self._runner.record.finished(n, path) is not None)
        return next(ran, inside[0] if inside else None)

    def _fill(self) -> None:
        step = self._step
        if step is None:
            return
        runner = self._runner
        outer = runner.samples.path_of(step.number)
        known = runner.record.items(step.number, outer)
        state = runner.states.get(step.number)
        slowest = max(known, key=lambda item: item.duration, default=None)
        self._panel.show_totals(
            ItemTotals(
                step.number,
                step.title,
                state.summary if state is not None else "",
                state.tone if state is not None else "",
                _row(slowest) if slowest is not None else None,
                runner.samples.item(step.number),
            )
        )
        rows = [_row(item) for item in _ordered(known, self._panel.order)]
        self._panel.show_rows(rows, _note(len(known), runner.total(step.number), rows))


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


def _note(known: int, total: int | None, rows: list[ItemRow]) -> str:
    if total is not None and total > known:
        return f"{known:,} of {total:,} items are listed."
    return "" if rows else "No items to list."
