"""Saving is refused while a known secret's value would get into the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.app.flow_tab import FlowTab
from builder.look.language import tr
from builder.model.leaks import Leak, with_references
from builder.model.place_label import field_label
from builder.model.workflow import find


def refuse_secrets(
    tab: FlowTab, held: Sequence[Leak], known: Mapping[str, str], save: Callable[[], object]
) -> None:
    """Say where the values stand and offer references in their place.

    Args:
        tab: The workflow that was to be saved.
        held: Where values of secrets stand in it.
        known: Names of secret variables by their values.
        save: Saves again once references stand there.
    """

    def refer() -> None:
        after = with_references(tab.document.workflow, known)
        tab.document.edit("Refer to secret variables", after)
        save()

    first = held[0]
    more = f" and in {len(held) - 1} more places" if len(held) > 1 else ""
    tab.notices.say(
        "save",
        f"It was not saved: the value of the secret “{first.variable}” stands in "
        f"{_where(tab, first)}{more}, and the file would show it.",
        [(tr("Make it a reference"), refer)],
        "error",
    )


def _where(tab: FlowTab, leak: Leak) -> str:
    step = find(tab.document.workflow, leak.step)
    if step is None:
        return f"step {leak.step}"
    return f"step {step.number} ({step.title}), {field_label(step, leak.place)}"
