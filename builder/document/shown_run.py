"""The run of a workflow that is looked at: the last one of this window, or one of the history."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from builder.document.document import Document
from builder.document.run_record import ItemPlace, RunRecord
from builder.document.sample_view import fan_outs_of_steps
from builder.document.samples import Samples
from builder.document.step_state import ITEMS, NO_STATES, States
from builder.model.events import RunFinished, StepFinished

if TYPE_CHECKING:
    from builder.history.entries import RunRecord as Kept


class PastRun(msgspec.Struct, frozen=True):
    """A run of the history.

    Attributes:
        at: When it began, local time.
        end: The event it ended with.
        states: How far each step got.
        record: Its items and its log.
        kept: What the history has of it as a whole.
    """

    at: datetime
    end: RunFinished
    states: States
    record: RunRecord
    kept: Kept

    @property
    def key(self) -> str:
        """What the history knows it by."""
        return self.kept.entry.key


class ShownRun(QObject):
    """How far each step got, and which items of Fan Outs there are to look at.

    Attributes:
        states: How far each step got.
        record: Items of Fan Outs and the log.
        past: The past run that is shown; None while it is the last one of this window.

    Signals:
        changed: States or the item that is looked at are others now.
        item_wanted: The path of an item that nothing was told of is looked at.
    """

    changed = Signal()
    item_wanted = Signal(str)

    def __init__(self, document: Document, samples: Samples, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._samples = samples
        self.states: States = NO_STATES
        self.record = samples.record
        self.past: PastRun | None = None

    def show(self, states: States, record: RunRecord) -> None:
        """Show how far the run of this window is."""
        self.states = states
        self.record = self._samples.record = record
        self.changed.emit()

    def show_past(self, run: PastRun) -> None:
        """Show an earlier run again."""
        self.past = run
        self.show(run.states, run.record)

    def keep_only(self, numbers: AbstractSet[int]) -> None:
        """Forget the states of steps that are not among these any more."""
        if not numbers >= self.states.keys():
            kept = {number: state for number, state in self.states.items() if number in numbers}
            self.states = MappingProxyType(kept)
            self.changed.emit()

    def total(self, fan_out: int) -> int | None:
        """How many items a Fan Out had in this run, or in its last test; or None.

        One inside another has as many for each item of that one as the data say.
        """
        if self._samples.path_of(fan_out):
            return None
        state = self.states.get(fan_out)
        progress = state.progress if state is not None else None
        if progress is not None and progress.unit == ITEMS:
            return progress.total
        value = self._samples.value(fan_out)
        total = value.get("total") if isinstance(value, dict) else None
        return total if isinstance(total, int) else None

    def has_items(self, fan_out: int) -> bool:
        """Whether the run came to items of a Fan Out."""
        return bool(self.record.items(fan_out))

    def finished_step(self, number: int | None) -> StepFinished | None:
        """How a step's last test ended, for the item looked at; None when it did not."""
        state = self.states.get(number) if number is not None else None
        if number is None or state is None:
            return None
        path = self._samples.path_of(number)
        return self.record.finished(number, path) if path else state.finished

    def choose_item(self, fan_out: int, index: int) -> None:
        """Look at another item of a Fan Out; its outputs become the samples of the steps inside."""
        inside = fan_outs_of_steps(self._document.workflow)
        ends = [
            event
            for step, around in inside.items()
            if fan_out in around
            for event in self.record.ends(step)
        ]
        self._samples.choose_item(fan_out, index, ends)
        self.changed.emit()
        path = ItemPlace(self._samples.path_of(fan_out), fan_out, index).path
        if self.has_items(fan_out) and self.record.item(path) is None:
            self.item_wanted.emit(path)

    def add_item(self, record: RunRecord, events: Sequence[StepFinished]) -> None:
        """Take what the history has of an item, if its run is shown still."""
        if record is self.record:
            record.hear(events)
            for event in events:
                self._samples.take(event)
            for fan_out in self._samples.items:
                self._samples.item_chosen.emit(fan_out)
            self.changed.emit()
