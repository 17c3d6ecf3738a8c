"""“Edit and send again”: a request that was sent, in a new workflow of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.look.language import tr, tr_count
from builder.model.workflow import Workflow, find
from builder.steps import EventTrigger

if TYPE_CHECKING:
    from builder.app.window import Window

KEY = "resend"
NUMBER = 2


def resend(window: Window) -> None:
    """Open the request of the selected step, as it was sent last in the run that is shown."""
    from builder.exchange.to_request import to_request

    tab = window.tab
    if tab is None:
        return
    finished = tab.runner.shown.finished_step(tab.document.current)
    if finished is None or not finished.exchanges:
        words = tr("Select a step that has sent a request: run it first, or open a past run.")
        tab.notices.say(KEY, words, tone="warning")
        return
    made = to_request(finished.exchanges[-1], NUMBER)
    step = find(tab.document.workflow, finished.step)
    title = step.title if step is not None else made.step.title
    named = made.step.model_copy(update={"name": title})
    new = window.desk.show_copy(
        Workflow(trigger=EventTrigger(), steps=(named,)), tr("{name} again", name=title)
    )
    new.show_step(NUMBER)
    said = [tr("Change what you like, then press Test step to send it.")]
    if made.variables:
        count = len(made.variables)
        said.append(
            tr_count(
                "A secret was not kept: give {names} a value in the environment.",
                "{n} secrets were not kept: give {names} values in the environment.",
                count,
                names=", ".join(made.variables),
            )
        )
    if made.without_body:
        said.append(tr("Its body was not text, or was not kept: choose one."))
    new.notices.say(KEY, " ".join(said), tone="warning" if len(said) > 1 else "")
