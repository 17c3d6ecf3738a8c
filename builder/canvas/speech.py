"""What canvas and outline say to a screen reader about steps and the gaps between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from builder.canvas.inside import Inside
from builder.canvas.painting import Picture
from builder.canvas.states import left_out
from builder.document.document import Document
from builder.document.step_names import shown_title
from builder.document.step_state import States
from builder.look.language import tr, tr_count
from builder.model.events import Status
from builder.model.step import Step
from builder.model.workflow import Place, Workflow, find, list_at


class Known(Protocol):
    """What is known of steps, by number, beside what they say of themselves."""

    @property
    def states(self) -> States:
        """How far each step of the last run got."""
        ...

    @property
    def problems(self) -> Mapping[int, str]:
        """What is wrong."""
        ...

    @property
    def breakpoints(self) -> frozenset[int]:
        """The steps before which a run waits."""
        ...

    @property
    def pinned(self) -> frozenset[int]:
        """The steps whose output is pinned."""
        ...


def spoken(picture: Picture, document: Document) -> str:
    """What the keyboard is on: a "+", a step, or how many steps are selected."""
    if picture.focused is not None:
        return spoken_place(picture.focused, document.workflow)
    current = document.current
    step = find(document.workflow, current) if current is not None else None
    if step is not None:
        return spoken_step(step, picture, picture.inside(step))
    return tr_count("{n} step selected", "{n} steps selected", len(document.selected))


def spoken_step(step: Step, known: Known, inside: Inside | None = None) -> str:
    """All that a card shows, in words.

    Args:
        step: It.
        known: What is known of it.
        inside: What it hides; None for nothing.
    """
    parts = [f"{step.number}", shown_title(step), tr(step.label), step.summary()]
    if not step.enabled:
        parts.append(tr("disabled"))
    parts += _marks(step.number, known)
    if inside is not None:
        parts.append(
            tr_count("collapsed, {n} step inside", "collapsed, {n} steps inside", inside.count)
        )
    parts += _run(step, known.states)
    for problem in (known.problems.get(step.number, ""), inside.problems if inside else ""):
        if problem:
            parts.append(tr("Problem: {reason}", reason=problem))
    if step.note:
        parts.append(tr("Note: {note}", note=step.note))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def spoken_place(place: Place, workflow: Workflow) -> str:
    """Where a "+" is, in words."""
    row = list_at(workflow, place.parent, place.branch)
    around = find(workflow, place.parent) if place.parent is not None else None
    label = (
        next((tr(b.label) for b in around.branches if b.field == place.branch), "")
        if around
        else ""
    )
    if 0 < place.index <= len(row):
        where = tr("after {step}", step=shown_title(row[place.index - 1]))
    elif around is None:
        where = tr("after {step}", step=shown_title(workflow.trigger))
    elif row:
        where = tr("first in {branch} of {step}", branch=label, step=shown_title(around))
    else:
        where = tr("in the empty {branch} of {step}", branch=label, step=shown_title(around))
    return tr("Add a step here: press Enter") + f" ({where})"


def _marks(number: int, known: Known) -> list[str]:
    found = [tr("pinned")] if number in known.pinned else []
    return [*found, tr("breakpoint")] if number in known.breakpoints else found


def _run(step: Step, states: States) -> list[str]:
    """How it went; that it failed is said, as the card says it by its colour."""
    state = states.get(step.number)
    if state is None:
        return []
    if left_out(step, states):
        return [tr("not run")]
    failed = [tr(state.status.value)] if state.status is Status.FAILED else []
    return [*failed, state.summary]
