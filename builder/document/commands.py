"""What can be done to steps: each command is one undoable edit of a document.

Canvas, menus and the command palette call the same functions. Those that take `numbers` leave the
trigger alone, and do nothing when nothing is left to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

from builder.document.clipboard import from_mime, to_mime
from builder.document.document import Document
from builder.document.step_names import shown_title
from builder.look.language import tr, tr_count
from builder.model import edit
from builder.model.step import Step
from builder.model.workflow import ROOT, Place, Workflow, find, list_at, place_of, walk

DUPLICATE, PASTE = "Duplicate {steps}", "Paste {steps}"


def insert_new(document: Document, place: Place, kind: str) -> int:
    """Put a new step of a kind into a gap and select it.

    Returns:
        Its number.

    Raises:
        KeyError: No such kind, or no such place.
    """
    number = document.numbering.next(document.workflow)
    step = document.as_preferred(Step.called(kind)(kind=kind, number=number))
    document.edit(
        tr("Add {name}", name=tr(step.label)), edit.insert(document.workflow, place, [step])
    )
    document.select([number])
    return number


def delete(document: Document, numbers: Sequence[int], cutting: bool = False) -> None:
    """Take steps out with all they hold, and select what comes next."""
    chosen = edit.outermost(document.workflow, numbers)
    if not chosen:
        return
    first = place_of(document.workflow, chosen[0].number)
    gone = [step.number for step in chosen]
    text = tr("Cut {steps}" if cutting else "Delete {steps}", steps=_named(chosen))
    document.edit(text, edit.remove(document.workflow, gone))
    if first is not None:
        document.select(_standing_at(document.workflow, first))


def duplicate(document: Document, numbers: Sequence[int]) -> tuple[int, ...]:
    """Put copies right below the last of the steps, references among them following; select them.

    Returns:
        The copies' numbers.
    """
    chosen = edit.outermost(document.workflow, numbers)
    if not chosen:
        return ()
    return _add(document, chosen, place_after(document.workflow, numbers), DUPLICATE)


def copied(document: Document, numbers: Sequence[int]) -> QMimeData | None:
    """Steps with all they hold, for the clipboard; None without any."""
    chosen = edit.outermost(document.workflow, numbers)
    return to_mime(chosen) if chosen else None


def cut(document: Document, numbers: Sequence[int]) -> QMimeData | None:
    """Take steps out and give them for the clipboard; None without any."""
    data = copied(document, numbers)
    delete(document, numbers, cutting=True)
    return data


def paste(document: Document, data: QMimeData, place: Place) -> tuple[int, ...]:
    """Put the clipboard's steps into a gap under new numbers, and select them.

    Returns:
        The new numbers.

    Raises:
        ClipboardProblem: The clipboard holds no steps.
    """
    return _add(document, from_mime(data), place, PASTE)


def move(document: Document, numbers: Sequence[int], place: Place) -> None:
    """Move steps into a gap as one edit; nothing when they stand there or it lies in them."""
    chosen = edit.outermost(document.workflow, numbers)
    if not moves(document.workflow, numbers, place):
        return
    after = edit.move(document.workflow, [step.number for step in chosen], place)
    document.edit(tr("Move {steps}", steps=_named(chosen)), after)
    document.select(step.number for step in chosen)


def moves(workflow: Workflow, numbers: Sequence[int], place: Place) -> bool:
    """Whether moving steps into a gap would change anything."""
    chosen = edit.outermost(workflow, numbers)
    around = place.parent
    while around is not None:
        if any(step.number == around for step in chosen):
            return False
        outer = place_of(workflow, around)
        around = outer.parent if outer else None
    if not chosen:
        return False
    row = [step.number for step in list_at(workflow, place.parent, place.branch)]
    start = place.index - sum(step.number in row[: place.index] for step in chosen)
    rest = [number for number in row if number not in {step.number for step in chosen}]
    return [*rest[:start], *(step.number for step in chosen), *rest[start:]] != row


def toggle(document: Document, numbers: Sequence[int]) -> None:
    """Disable steps, or enable them when all of them are disabled already."""
    workflow = document.workflow
    chosen = [step for step in _found(workflow, numbers) if step is not workflow.trigger]
    if not chosen:
        return
    enabled = not any(step.enabled for step in chosen)
    others = {step.number for step in chosen if step.enabled is not enabled}
    after = edit.change_steps(workflow, others, enabled=enabled)
    text = tr("Enable {steps}" if enabled else "Disable {steps}", steps=_named(chosen))
    document.edit(text, after)


def rename(document: Document, number: int, name: str) -> None:
    """Give a step another name; empty for its kind's label."""
    step = find(document.workflow, number)
    if step is not None and step.name != name:
        after = edit.change_step(document.workflow, number, name=name)
        document.edit(tr("Rename {name}", name=_named([step])), after)


def change_trigger(document: Document, kind: str, entered: Step | None = None) -> None:
    """Let the workflow start in another way; number, name and note of the trigger stay.

    Args:
        document: The workflow.
        kind: Of the trigger wanted.
        entered: What was entered for that kind before, to be shown again.

    Raises:
        KeyError: No such kind.
    """
    before = document.workflow.trigger
    if before.kind == kind:
        return
    after = entered or Step.called(kind)(kind=kind)
    kept = {name: getattr(before, name) for name in ("number", "name", "note")}
    workflow = edit.replace_step(document.workflow, before.number, after.model_copy(update=kept))
    document.edit(tr("Change trigger to “{kind}”", kind=tr(after.label)), workflow)


def renumber(document: Document) -> None:
    """Number all steps in reading order; every reference follows."""
    before = document.workflow
    if any(step.number != i for i, step in enumerate(walk(before), start=1)):
        document.edit(tr("Renumber steps"), edit.in_reading_order(before))


def select_all(document: Document) -> None:
    """Select every step, the trigger included."""
    document.select(step.number for step in walk(document.workflow))


def place_after(workflow: Workflow, numbers: Sequence[int]) -> Place:
    """The gap below the last (in reading order) of some steps; the end of the flow without any."""
    chosen = edit.outermost(workflow, numbers)
    place = place_of(workflow, chosen[-1].number) if chosen else None
    if place is None:
        at_trigger = workflow.trigger.number in numbers
        return Place(None, ROOT, 0 if at_trigger else len(workflow.steps))
    return Place(place.parent, place.branch, place.index + 1)


def _add(document: Document, steps: Sequence[Step], place: Place, text: str) -> tuple[int, ...]:
    fresh = edit.with_fresh_numbers(document.workflow, steps)
    document.edit(tr(text, steps=_named(steps)), edit.insert(document.workflow, place, fresh))
    numbers = tuple(step.number for step in fresh)
    document.select(numbers)
    return numbers


def _found(workflow: Workflow, numbers: Sequence[int]) -> list[Step]:
    wanted = set(numbers)
    return [step for step in walk(workflow) if step.number in wanted]


def _standing_at(workflow: Workflow, place: Place) -> list[int]:
    """The step in or before a gap, else the one around it."""
    row = list_at(workflow, place.parent, place.branch)
    if row:
        return [row[min(place.index, len(row) - 1)].number]
    return [place.parent if place.parent is not None else workflow.trigger.number]


def _named(steps: Sequence[Step]) -> str:
    if len(steps) == 1:
        return f"“{shown_title(steps[0])}”"
    return tr_count("{n} step", "{n} steps", len(steps))
