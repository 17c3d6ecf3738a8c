"""What is kept of a run beside the steps' states: single items of Fan Outs, and the log.

The engine forwards the first items of each step inside a Fan Out whole and only counts the others,
so what is kept here stays small however many items there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from builder.model.events import AnyEvent, Log, Status, StepFinished, StepStarted
from builder.model.places import CALL

MOST_LINES = 5_000
"""Lines of the log that are kept; the oldest go first."""
_LAST_ITEM = re.compile(r"^(?:(?P<outer>.*)\.)?(?P<step>\d+)\[(?P<index>\d+)\]$")


class ItemPlace(msgspec.Struct, frozen=True):
    """An item of a Fan Out, as the path of an event names it.

    Attributes:
        outer: Path of the item around the Fan Out; empty for none.
        fan_out: Number of the Fan Out.
        index: The item, from 0.
    """

    outer: str
    fan_out: int
    index: int

    @property
    def path(self) -> str:
        """The path of events of the item's steps."""
        return f"{self.outer}.{self.fan_out}[{self.index}]".removeprefix(".")


def item_place(path: str) -> ItemPlace | None:
    """The innermost item a path stands in; None outside Fan Outs and in sub-workflows."""
    found = None if CALL in path else _LAST_ITEM.match(path)
    if found is None:
        return None
    return ItemPlace(found["outer"] or "", int(found["step"]), int(found["index"]))


def outermost(path: str) -> int | None:
    """Number of the Fan Out of the workflow's own list that a path stands in, or None."""
    place = item_place(path)
    while place is not None and place.outer:
        place = item_place(place.outer)
    return place.fan_out if place is not None else None


def steps_of(path: str) -> tuple[tuple[int, int], ...]:
    """The Fan Outs of a path with the item of each, outermost first."""
    place = item_place(path)
    return () if place is None else (*steps_of(place.outer), (place.fan_out, place.index))


class ItemRun(msgspec.Struct, frozen=True):
    """How one item of a Fan Out went.

    Attributes:
        place: Which item.
        status: Running, then succeeded, failed or cancelled.
        started: Seconds from the start of the run.
        duration: Milliseconds from its first step's start to its last step's end, so far.
        failed: The event of the step that failed, if one did.
    """

    place: ItemPlace
    status: Status = Status.RUNNING
    started: float = 0.0
    duration: float = 0.0
    failed: StepFinished | None = None


class RunRecord:
    """Items and log of one run, in the order they came."""

    def __init__(self) -> None:
        self._items: dict[str, ItemRun] = {}
        self._ended: dict[int, dict[str, StepFinished]] = {}
        self._log: list[Log] = []

    def hear(self, events: Iterable[AnyEvent]) -> None:
        """Keep what is told of items, and the lines of the log."""
        for event in events:
            if isinstance(event, Log):
                self._log.append(event)
            elif isinstance(event, StepStarted | StepFinished):
                self._hear_step(event)
        del self._log[:-MOST_LINES]

    def restart(self, step: int) -> None:
        """A step is tested alone: what was told of it gives way, the rest stays."""
        self._log = [line for line in self._log if not _speaks_of(line, step)]
        self._items = {
            path: item for path, item in self._items.items() if item.place.fan_out != step
        }

    def keep_test(self, event: StepFinished, path: str) -> None:
        """Keep how a step inside Fan Outs ended when it was tested alone with an item."""
        self._ended.setdefault(event.step, {})[path] = event

    def _hear_step(self, event: StepStarted | StepFinished) -> None:
        place = item_place(event.path)
        if place is None:
            return
        item = self._items.get(event.path) or ItemRun(place, started=event.at)
        if isinstance(event, StepFinished):
            self._ended.setdefault(event.step, {})[event.path] = event
            item = _further(item, event)
        self._items[event.path] = item

    def item(self, path: str) -> ItemRun | None:
        """How the item at a path went, as far as it was told."""
        return self._items.get(path)

    def items(self, fan_out: int, outer: str | None = None) -> tuple[ItemRun, ...]:
        """The items of a Fan Out that were told of, in item order.

        Args:
            fan_out: Its number.
            outer: Only those inside this item of the Fan Out around; None for all.
        """
        found = (item for item in self._items.values() if item.place.fan_out == fan_out)
        wanted = (item for item in found if outer is None or item.place.outer == outer)
        return tuple(sorted(wanted, key=lambda item: (item.place.outer, item.place.index)))

    def finished(self, step: int, path: str) -> StepFinished | None:
        """How a step ended for the item at a path; None when that was not told."""
        return self._ended.get(step, {}).get(path)

    def ends(self, step: int) -> tuple[StepFinished, ...]:
        """How a step ended for each item that was told of."""
        return tuple(self._ended.get(step, {}).values())

    def log(self, step: int | None = None) -> Sequence[Log]:
        """The lines of a step, those of its items and of what it calls included; None for all."""
        if step is None:
            return tuple(self._log)
        return tuple(line for line in self._log if _speaks_of(line, step))


def _further(item: ItemRun, event: StepFinished) -> ItemRun:
    """The item once one of its steps has ended; it goes on with the next, or was done."""
    duration = max(item.duration, (event.at - item.started) * 1_000, event.duration)
    if event.status is Status.FAILED:
        return replace(item, status=Status.FAILED, duration=duration, failed=event)
    if item.status is Status.FAILED:
        return replace(item, duration=duration)
    is_over = event.status is Status.CANCELLED
    status = Status.CANCELLED if is_over else Status.SUCCEEDED
    return replace(item, status=status, duration=duration)


def _speaks_of(line: Log, step: int) -> bool:
    if CALL in line.path:
        return line.path.partition(CALL)[0].rpartition(".")[2] == str(step)
    return line.step == step
