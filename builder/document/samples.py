"""The latest output of each step: what the variable menu shows and tests of later steps use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from time import time
from uuid import uuid4

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from builder.document.document import Change, Document
from builder.document.run_record import RunRecord
from builder.document.sample_view import fan_outs_of_steps, item_path, seen_from
from builder.document.step_changes import step_changes
from builder.model.environment import Surroundings
from builder.model.events import StepFinished
from builder.model.json_text import Json
from builder.model.places import CALL
from builder.model.scope import Values
from builder.model.step import Step
from builder.model.workflow import Workflow, walk
from builder.storage.samples import StoredSample

EXAMPLE = "example"
TEST = "test"


class Sample(msgspec.Struct, frozen=True):
    """An output of a step.

    Attributes:
        value: The output as JSON; long texts and lists are shortened.
        origin: "example" (the trigger's), or "test" (the last test or run).
        file: Where the whole output lies, when `value` is shortened; empty otherwise.
        pinned: Whether it is used instead of running the step, and kept until it is unpinned.
        path: The item of Fan Outs it is of, as events name it; empty outside.
        at: When it was taken, in seconds since 1970; 0 when that is not known any more.
    """

    value: Json
    origin: str = TEST
    file: str = ""
    pinned: bool = False
    path: str = ""
    at: float = 0.0


class Samples(QObject):
    """The latest sample of each step of a document, and which of them are pinned.

    Signals:
        changed: A sample is another one now.
        stored: Numbers of the steps whose samples are other ones, for who keeps them on disk.
        pins_changed: Other steps are pinned now.
        item_chosen: Another item of a Fan Out is looked at; the Fan Out's number.
    """

    changed = Signal()
    stored = Signal(object)
    pins_changed = Signal()
    item_chosen = Signal(int)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._taken: dict[int, Sample] = {}
        self._items: dict[int, int] = {}
        self._example: tuple[Step | None, Sample | None] = (None, None)
        self._around: Mapping[int, tuple[int, ...]] | None = None
        self.record = RunRecord()
        """Of the run that is shown: what it told of items of Fan Outs."""
        self._gone: dict[int, tuple[Step, Sample | None]] = {}
        document.changed.connect(self._follow)

    @property
    def pinned(self) -> frozenset[int]:
        """Numbers of the steps whose output is pinned."""
        return frozenset(number for number, sample in self._taken.items() if sample.pinned)

    def take(self, event: StepFinished) -> None:
        """Keep what a step that ended gave, if it gave anything and is not pinned.

        Of a step inside a Fan Out the item that is looked at counts, of sub-workflows nothing.
        """
        known = self._taken.get(event.step)
        if event.sample is None or CALL in event.path or (known is not None and known.pinned):
            return
        path = self.path_of(event.step)
        if event.path in ("", path):
            value = _without_items(event.sample)
            sample = Sample(value, TEST, event.output_path or "", path=path, at=time())
            self._put({event.step: sample})

    def restore(self, samples: Mapping[int, Sample]) -> None:
        """Take samples of an earlier start; what this one has brought meanwhile stays."""
        self._taken = {**samples, **self._taken}
        self.changed.emit()
        self.pins_changed.emit()

    def forget(self, number: int) -> None:
        """Drop a step's sample, and its pin with it."""
        sample = self._taken.pop(number, None)
        if sample is not None:
            self._tell((number,), pins=sample.pinned)

    def set_pinned(self, number: int, pinned: bool) -> bool:
        """Pin a step's sample, or let the step run again; False when it has no sample."""
        sample = self._taken.get(number)
        if sample is not None and sample.pinned is not pinned:
            self._put({number: replace(sample, pinned=pinned)}, pins=True)
        return sample is not None

    def pin_value(self, number: int, value: Json) -> None:
        """Pin this value as a step's output."""
        path = self.path_of(number)
        self._put({number: Sample(value, TEST, pinned=True, path=path)}, pins=True)

    def item(self, fan_out: int) -> int:
        """The item of a Fan Out that is looked at, from 0."""
        return self._items.get(fan_out, 0)

    @property
    def items(self) -> Mapping[int, int]:
        """The items that are looked at, by Fan Out; the first where none is named."""
        return dict(self._items)

    def choose_item(self, fan_out: int, index: int, ends: Iterable[StepFinished] = ()) -> None:
        """Look at another item of a Fan Out.

        Args:
            fan_out: Its number.
            index: The item, from 0.
            ends: What the last run told of the items, from which samples are taken.
        """
        if index == self.item(fan_out):
            return
        self._items[fan_out] = index
        for event in ends:
            self.take(event)
        self.item_chosen.emit(fan_out)
        self.changed.emit()

    def path_of(self, number: int) -> str:
        """The item a step stands in, by the items looked at; empty outside Fan Outs."""
        if self._around is None:
            self._around = fan_outs_of_steps(self._document.workflow)
        return item_path(self._around.get(number, ()), self._items)

    def sample(self, number: int) -> Sample | None:
        """The sample of a step, or None; the trigger always has its example."""
        trigger = self._document.workflow.trigger
        if number == trigger.number:
            return self._example_of(trigger)
        sample = self._taken.get(number)
        if sample is None or sample.pinned or not sample.path:
            return sample
        return sample if sample.path == self.path_of(number) else None

    def _example_of(self, trigger: Step) -> Sample | None:
        """The trigger's example, read once for each value; None while it cannot be read."""
        if trigger is not self._example[0]:
            output = trigger.example_output()
            sample = None if output is None else Sample(output, EXAMPLE)
            self._example = (trigger, sample)
        return self._example[1]

    def value(self, number: int) -> Json | None:
        """The sample of a step as JSON, or None."""
        sample = self.sample(number)
        return None if sample is None else sample.value

    def kept(self, number: int) -> StoredSample | None:
        """The sample of a step as it is kept for the next start; None for none.

        The trigger's example is in the workflow itself.
        """
        sample = self._taken.get(number)
        if sample is None or number == self._document.workflow.trigger.number:
            return None
        return StoredSample(sample.value, sample.file, sample.pinned)

    def all(self) -> Mapping[int, Sample]:
        """The samples of all steps that have one."""
        found = {step.number: self.sample(step.number) for step in walk(self._document.workflow)}
        return {number: sample for number, sample in found.items() if sample is not None}

    def scope(
        self, workflow: Workflow, surroundings: Surroundings, number: int | None = None
    ) -> Values:
        """What references stand for, by the samples, now.

        Args:
            workflow: The workflow.
            surroundings: Environment and workspace.
            number: The step it is looked from: decides what Fan Outs and the steps in them mean.
        """
        known = {step: sample.value for step, sample in self.all().items()}
        values = Values(
            known,
            surroundings.values,
            surroundings.name,
            datetime.now(UTC),
            str(uuid4()),
            {},
            {step.number: step.title for step in walk(workflow)},
            surroundings.secrets,
        )
        return seen_from(workflow, number, values, self._items, self.record)

    def _put(self, samples: Mapping[int, Sample], pins: bool = False) -> None:
        self._taken.update(samples)
        self._tell(samples, pins)

    def _tell(self, numbers: Iterable[int], pins: bool = False) -> None:
        self.stored.emit(tuple(numbers))
        self.changed.emit()
        if pins:
            self.pins_changed.emit()

    def _follow(self, change: Change) -> None:
        """Another example is another sample; samples go and come back with their steps."""
        self._around = None
        steps = step_changes(change)
        if steps.renumbered:
            moved = steps.renumbered
            before, self._taken = self._taken, {}
            self._taken = {moved.get(number, number): s for number, s in before.items()}
            self._items = {moved.get(number, number): i for number, i in self._items.items()}
            self._tell((*before, *self._taken), pins=True)
        for number, step in steps.removed.items():
            self._gone[number] = (step, self._taken.pop(number, None))
        back = {number: self._gone.pop(number) for number in steps.added if number in self._gone}
        for number, (step, sample) in back.items():
            if step is steps.added[number] and sample is not None:
                self._taken[number] = sample
        touched = (*steps.removed, *back)
        if touched or change.before.trigger is not change.after.trigger:
            self._tell(touched, pins=bool(touched))


def _without_items(sample: Json) -> Json:
    """A Fan Out tested alone shows its items; references can only read how many there are."""
    if isinstance(sample, dict) and sample.keys() == {"total", "failed", "items"}:
        return {"total": sample["total"], "failed": sample["failed"]}
    return sample
