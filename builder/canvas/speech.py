"""What the canvas says to a screen reader about what the keyboard is on."""

from __future__ import annotations

from builder.canvas.painting import Picture
from builder.canvas.states import left_out
from builder.document.document import Document
from builder.document.step_names import shown_title
from builder.document.step_state import StepState
from builder.look.language import tr, tr_count
from builder.model.step import Step
from builder.model.workflow import Place, Workflow, find, list_at


def spoken(picture: Picture, document: Document) -> str:
    """What the keyboard is on: a "+", a step, or how many steps are selected."""
    if picture.focused is not None:
        return spoken_place(picture.focused, document.workflow)
    current = document.current
    step = find(document.workflow, current) if current is not None else None
    if step is not None:
        return spoken_step(step, picture)
    return tr_count("{n} step selected", "{n} steps selected", len(document.selected))


def spoken_step(step: Step, picture: Picture) -> str:
    """All that a card shows, in words."""
    parts = [f"{step.number}", shown_title(step), tr(step.label), step.summary()]
    if not step.enabled:
        parts.append(tr("disabled"))
    parts += _marks(step.number, picture)
    inside = picture.inside(step)
    if inside is not None:
        parts.append(
            tr_count("collapsed, {n} step inside", "collapsed, {n} steps inside", inside.count)
        )
    state = picture.states.get(step.number)
    if state is not None:
        parts.append(_run(step, state, picture))
    problem = picture.problem(step)
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


def title_of(step: Step) -> str:
    """The name the user gave, else what the kind is called in the user's language."""
    return step.name or tr(step.label)


def _marks(number: int, picture: Picture) -> list[str]:
    found = [tr("pinned")] if number in picture.pinned else []
    return [*found, tr("breakpoint")] if number in picture.breakpoints else found


def _run(step: Step, state: StepState, picture: Picture) -> str:
    if left_out(step, picture.states):
        return tr("not run")
    return state.summary
