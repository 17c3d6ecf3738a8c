"""Saving is refused while a known secret's value would get into the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.app.notice import NoticeBar
from builder.document.document import Document
from builder.document.step_names import shown_title
from builder.look.language import tr
from builder.model.leaks import Leak, with_references
from builder.model.place_label import field_label
from builder.model.workflow import Workflow, find


def refuse_secrets(
    document: Document,
    notices: NoticeBar,
    held: Sequence[Leak],
    known: Mapping[str, str],
    save: Callable[[], object],
) -> None:
    """Say where the values stand and offer references in their place.

    Args:
        document: The workflow that was to be saved.
        notices: Where it is said.
        held: Where values of secrets stand in it.
        known: Names of secret variables by their values.
        save: Saves again once references stand there.
    """

    def refer() -> None:
        after = with_references(document.workflow, known)
        document.edit(tr("Refer to secret variables"), after)
        save()

    first = held[0]
    place = _where(document.workflow, first)
    if len(held) > 1:
        place = tr("{place} and {n} more places", place=place, n=len(held) - 1)
    notices.say(
        "save",
        tr(
            "It was not saved: the value of the secret “{name}” stands in {place}, and the file "
            "would show it.",
            name=first.variable,
            place=place,
        ),
        [(tr("Make it a reference"), refer)],
        "error",
    )


def _where(workflow: Workflow, leak: Leak) -> str:
    step = find(workflow, leak.step)
    if step is None:
        return tr("step {n}", n=leak.step)
    return f"{tr('step {n}', n=step.number)} ({shown_title(step)}), {field_label(step, leak.place)}"
