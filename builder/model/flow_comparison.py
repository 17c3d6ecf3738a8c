"""Two versions of a workflow side by side: which steps came, went, moved, and what changed in them.

Steps are matched by number and kind; what is left over is matched by what the steps say, so that a
renumbered step is one step, not one that went and one that came.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec
from pydantic import BaseModel

from builder.model import edit
from builder.model.json_text import pretty
from builder.model.place_label import field_label
from builder.model.plain import to_plain
from builder.model.secret import Secret
from builder.model.step import Step
from builder.model.workflow import ROOT, Place, Workflow, children, find, list_at, place_of

HIDDEN = "••••"
"""Stands for a literal in a password-like field."""


class Fate(StrEnum):
    """What happened to a step from the left version to the right one."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class FieldChange(msgspec.Struct, frozen=True):
    """One field that differs; the texts are what each version says, empty where it says nothing."""

    label: str
    left: str
    right: str


class StepPair(msgspec.Struct, frozen=True):
    """A step in both versions, or in one of them.

    Attributes:
        fate: What happened to it; one that moved and changed is `MOVED` and has `fields`.
        left: It in the left version; None when it came.
        right: It in the right version; None when it went.
        depth: How many steps it lies in.
        fields: What differs in it; steps inside it have pairs of their own.
    """

    fate: Fate
    left: Step | None
    right: Step | None
    depth: int
    fields: tuple[FieldChange, ...] = ()


class _Standing(msgspec.Struct, frozen=True):
    """A step with where it stands: its list (number of the step around it, branch) and depth."""

    step: Step
    parent: int | None
    branch: str
    depth: int


def compare(left: Workflow, right: Workflow) -> tuple[StepPair, ...]:
    """All steps of both versions in one order that follows both as far as it can."""
    mine, theirs = _standings(left), _standings(right)
    matched = _matched(mine, theirs)
    stayed = _stayed(mine, theirs, matched)
    kept = frozenset(matched.values())
    found: list[StepPair] = []
    next_left = 0
    for position, right_one in enumerate(theirs):
        origin = matched.get(position)
        if origin is not None and origin in stayed:
            while next_left < origin:
                found.extend(_gone(mine, next_left, kept))
                next_left += 1
            next_left = origin + 1
        found.append(_pair(None if origin is None else mine[origin], right_one, origin in stayed))
    for index in range(next_left, len(mine)):
        found.extend(_gone(mine, index, kept))
    return tuple(found)


def note_change(left: Workflow, right: Workflow) -> FieldChange | None:
    """How the note of the workflow itself differs."""
    return None if left.note == right.note else FieldChange("Note", left.note, right.note)


def taken(current: Workflow, pair: StepPair, wanted: Step | None, source: Workflow) -> Workflow:
    """A workflow with one step as another version has it.

    Args:
        current: The workflow to change.
        pair: The step in both versions.
        wanted: The step as it is to be, one side of the pair; None to take it out.
        source: The version it is taken from, which says where it stands.

    Returns:
        The workflow; what lies inside the step stays as it is in `current` where it is there. The
        same workflow when there is nothing to do.
    """
    numbers = [side.number for side in (pair.left, pair.right) if side is not None]
    here = next((step for n in numbers if (step := find(current, n)) is not None), None)
    if wanted is None:
        return current if here is None else edit.remove(current, [here.number])
    if here is None:
        place = _place_for(current, source, wanted)
        return edit.insert(current, place, [wanted])
    kept = {b.field: children(here, b.field) for b in here.branches}
    same_branches = {b.field for b in wanted.branches} == set(kept)
    after = wanted.model_copy(update={"number": here.number, **(kept if same_branches else {})})
    return current if after == here else edit.replace_step(current, here.number, after)


def _place_for(current: Workflow, source: Workflow, wanted: Step) -> Place:
    """The gap where a step stands in its version: after the same neighbour, in the same list."""
    place = place_of(source, wanted.number)
    if place is None:
        return Place(None, ROOT, 0)
    parent = None if place.parent is None else find(current, place.parent)
    if place.parent is not None and place.branch not in _branches(parent):
        return Place(None, ROOT, len(current.steps))
    before = list_at(source, place.parent, place.branch)[: place.index]
    there = [step.number for step in list_at(current, place.parent, place.branch)]
    for neighbour in reversed(before):
        if neighbour.number in there:
            return Place(place.parent, place.branch, there.index(neighbour.number) + 1)
    return Place(place.parent, place.branch, 0)


def _branches(step: Step | None) -> set[str]:
    return set() if step is None else {branch.field for branch in step.branches}


def _standings(workflow: Workflow) -> list[_Standing]:
    found = [_Standing(workflow.trigger, None, "trigger", 0)]
    _gather(workflow.steps, None, ROOT, 0, found)
    return found


def _gather(
    steps: tuple[Step, ...], parent: int | None, branch: str, depth: int, found: list[_Standing]
) -> None:
    for step in steps:
        found.append(_Standing(step, parent, branch, depth))
        for inner in step.branches:
            _gather(children(step, inner.field), step.number, inner.field, depth + 1, found)


def _matched(mine: Sequence[_Standing], theirs: Sequence[_Standing]) -> Mapping[int, int]:
    """Positions in the right version with those of the same steps in the left one."""
    by_number = {one.step.number: index for index, one in enumerate(mine)}
    matched: dict[int, int] = {}
    for position, one in enumerate(theirs):
        origin = by_number.get(one.step.number)
        trigger = one.branch == "trigger"
        if origin is not None and (trigger or mine[origin].step.kind == one.step.kind):
            matched[position] = origin
    taken_already = set(matched.values())
    left_over: dict[bytes, list[int]] = {}
    for index, one in enumerate(mine):
        if index not in taken_already:
            left_over.setdefault(_content(one.step), []).append(index)
    for position, one in enumerate(theirs):
        if position not in matched and (same := left_over.get(_content(one.step))):
            matched[position] = same.pop(0)
    return matched


def _content(step: Step) -> bytes:
    """What a step says, its number and what lies in it left out."""
    plain = {key: value for key, value in _own(step).items() if key != "number"}
    return msgspec.json.encode(plain, enc_hook=str)


def _stayed(
    mine: Sequence[_Standing], theirs: Sequence[_Standing], matched: Mapping[int, int]
) -> frozenset[int]:
    """Left positions of steps that did not move: as many as can keep their order and their list."""
    numbers = {mine[origin].step.number: theirs[p].step.number for p, origin in matched.items()}
    candidates = [
        origin
        for position, origin in sorted(matched.items())
        if _list_of(mine[origin], numbers) == (theirs[position].parent, theirs[position].branch)
    ]
    return frozenset(_longest_rising(candidates))


def _list_of(one: _Standing, numbers: Mapping[int, int]) -> tuple[int | None, str]:
    return (None if one.parent is None else numbers.get(one.parent, -1)), one.branch


def _longest_rising(values: Sequence[int]) -> list[int]:
    """A longest subsequence whose values rise (Fredman 1975)."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(ends, value)
        before.append(at[place - 1] if place else -1)
        if place == len(ends):
            ends.append(value)
            at.append(index)
        else:
            ends[place], at[place] = value, index
    found: list[int] = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(values[index])
        index = before[index]
    return found[::-1]


def _gone(mine: Sequence[_Standing], index: int, kept: frozenset[int]) -> Iterator[StepPair]:
    """A step of the left version that the right one has not; a moved one stands where it is now."""
    if index not in kept:
        yield StepPair(Fate.REMOVED, mine[index].step, None, mine[index].depth)


def _pair(left: _Standing | None, right: _Standing, stayed: bool) -> StepPair:
    if left is None:
        return StepPair(Fate.ADDED, None, right.step, right.depth)
    fields = tuple(_field_changes(left.step, right.step))
    fate = Fate.MOVED if not stayed else Fate.CHANGED if fields else Fate.SAME
    return StepPair(fate, left.step, right.step, right.depth, fields)


def _field_changes(left: Step, right: Step) -> Iterator[FieldChange]:
    if left == right:
        return
    mine, theirs = _own(left), _own(right)
    for key in dict.fromkeys((*mine, *theirs)):
        if mine.get(key) != theirs.get(key):
            yield from _inside(key, mine.get(key), theirs.get(key), left, right, key)


def _inside(
    place: str, mine: Any, theirs: Any, left: Step, right: Step, field: str
) -> Iterator[FieldChange]:
    """The smallest places that differ: objects key by key, lists of one length row by row."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        pairs = [(key, mine.get(key), theirs.get(key)) for key in dict.fromkeys((*mine, *theirs))]
    elif _is_table(mine) and _is_table(theirs) and len(mine) == len(theirs):
        pairs = [(str(i), a, b) for i, (a, b) in enumerate(zip(mine, theirs, strict=True))]
    else:
        holder = right if place.split(".")[0] in type(right).model_fields else left
        label = field_label(holder, place) or field
        yield FieldChange(f"{label[:1].upper()}{label[1:]}", _text(mine), _text(theirs))
        return
    for key, a, b in pairs:
        if a != b:
            yield from _inside(f"{place}.{key}", a, b, left, right, field)


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return pretty(value)


def _own(step: Step) -> dict[str, Any]:
    """A step as plain data without what lies in it, literals of password-like fields hidden."""
    emptied = step.model_copy(update={branch.field: () for branch in step.branches})
    plain = to_plain(_without_literals(emptied))
    return {key: value for key, value in plain.items() if key not in _branches(step)}


def _without_literals(value: Any) -> Any:
    """The same with a mark for each literal in a password-like field: all literals look alike."""
    if isinstance(value, Secret):
        literal = bool(value.text) and (value.kept or "{{" not in value.text)
        return Secret(text=HIDDEN, kept=True) if literal else value
    if isinstance(value, BaseModel):
        update = {
            name: new
            for name in value.__pydantic_fields_set__
            if (new := _without_literals(old := getattr(value, name, None))) is not old
        }
        return value.model_copy(update=update) if update else value
    if isinstance(value, tuple):
        items = tuple(_without_literals(item) for item in value)
        same = all(a is b for a, b in zip(items, value, strict=True))
        return value if same else items
    return value
