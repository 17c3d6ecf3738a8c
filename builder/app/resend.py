"""“Edit and send again”: a request that was sent, in a new workflow of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.document.step_names import shown_title
from builder.look.language import tr, tr_count
from builder.model.workflow import Workflow, find
from builder.steps import EventTrigger

if TYPE_CHECKING:
    from builder.app.window import Window
    from builder.exchange.to_request import Resent
    from builder.model.http import Exchange

KEY = "resend"
NUMBER = 2


def resend(window: Window) -> None:
    """Open the request of the selected step, as it was sent last in the run that is shown."""
    tab = window.tab
    if tab is None:
        return
    finished = tab.runner.shown.finished_step(tab.document.current)
    if finished is None or not finished.exchanges:
        words = tr("Select a step that has sent a request: run it first, or open a past run.")
        tab.notices.say(KEY, words, tone="warning")
        return
    send_again(window, finished.exchanges[-1])


def send_again(window: Window, exchange: Exchange) -> None:
    """Open a request that was sent as a new workflow, called after the selected step."""
    from builder.exchange.to_request import to_request

    made = to_request(exchange, NUMBER)
    tab = window.tab
    current = tab.document.current if tab is not None else None
    step = find(tab.document.workflow, current) if tab is not None and current is not None else None
    title = shown_title(step) if step is not None else shown_title(made.step)
    named = made.step.model_copy(update={"name": title})
    new = window.desk.show_copy(
        Workflow(trigger=EventTrigger(), steps=(named,)), tr("{name} again", name=title)
    )
    new.show_step(NUMBER)
    said = _remarks(made)
    new.notices.say(KEY, " ".join(said), tone="warning" if len(said) > 1 else "")


def _remarks(made: Resent) -> list[str]:
    """What to do now, and what the record did not hold."""
    said = [tr("Change what you like, then press Test step to send it.")]
    if made.variables:
        said.append(
            tr_count(
                "A secret was not kept: give {names} a value in the environment.",
                "{n} secrets were not kept: give {names} values in the environment.",
                len(made.variables),
                names=", ".join(made.variables),
            )
        )
    if made.without_body:
        said.append(tr("Its body was not text, or was not kept: choose one."))
    return said
