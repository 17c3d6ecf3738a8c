"""Which item of the Fan Outs around a step is looked at, and what the items are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from builder.document.sample_view import array_of, fan_outs_around, is_fan_out, seen_from
from builder.document.step_names import shown_title
from builder.look.language import tr, tr_count
from builder.model.json_text import Json, compact
from builder.model.scope import Values
from builder.model.workflow import Workflow, find

SHOWN = 160
"""Characters of an item that are shown."""


class ItemChoice(msgspec.Struct, frozen=True):
    """The item of one Fan Out that is looked at.

    Attributes:
        fan_out: Number of the Fan Out.
        title: What it is called.
        index: The item, from 0.
        total: How many there are; None while that is not known.
        item: The item as short JSON; empty while it is not known.
        problem: Why the items are not known; empty when they are.
    """

    fan_out: int
    title: str
    index: int
    total: int | None = None
    item: str = ""
    problem: str = ""

    @property
    def words(self) -> str:
        """ "640 items, first: {…}", or why that is not known."""
        if self.problem:
            return self.problem
        if self.total == 0:
            return tr("No items: nothing inside will run.")
        count = "" if self.total is None else tr_count("{n:,} item", "{n:,} items", self.total)
        which = tr("first") if self.index == 0 else tr("item {n:,}", n=self.index + 1)
        return f"{count}, {which}: {self.item}" if self.item else count


def fan_outs_at(workflow: Workflow, number: int) -> tuple[int, ...]:
    """Numbers of the Fan Outs around a step, outermost first, and its own if it is one."""
    step = find(workflow, number)
    own = (number,) if step is not None and is_fan_out(step) else ()
    return (*fan_outs_around(workflow, number), *own)


def item_choices(
    workflow: Workflow,
    number: int,
    values: Values,
    items: Mapping[int, int],
    total: Callable[[int], int | None],
) -> tuple[ItemChoice, ...]:
    """The choices for a step: one for each Fan Out around it, and for itself if it is one.

    Args:
        workflow: The workflow.
        number: The step.
        values: What references stand for by the samples, whatever step they are seen from.
        items: The items looked at, by Fan Out.
        total: How many items a Fan Out had in the last run; None when that is not known.
    """
    found = []
    for fan_out in fan_outs_at(workflow, number):
        seen = seen_from(workflow, fan_out, values, items)
        found.append(_choice(workflow, fan_out, seen, items.get(fan_out, 0), total(fan_out)))
    return tuple(found)


def _choice(
    workflow: Workflow, number: int, values: Values, index: int, ran: int | None
) -> ItemChoice:
    step = find(workflow, number)
    assert step is not None
    array = array_of(step, values)
    if isinstance(array, str):
        problem = "" if ran is not None else array
        return ItemChoice(number, shown_title(step), index, ran, problem=problem)
    # A sample may be shortened: the run knows better how many there were.
    total = len(array) if ran is None else max(ran, len(array))
    item = _short(array[index]) if index < len(array) else ""
    return ItemChoice(number, shown_title(step), index, total, item)


def _short(item: Json) -> str:
    text = compact(item)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
