"""Forgets what runs have left: access tokens, cookies, samples. Each says what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.look.language import tr, tr_count
from builder.model.workflow import walk

if TYPE_CHECKING:
    from builder.app.window import Window

KEY = "cleared"


def clear_tokens(window: Window) -> None:
    """Forget access tokens and the refresh tokens that servers gave; end idle connections."""
    environments = window.environments
    count = environments.tokens.clear(("", *environments.names))
    running = False
    for tab in window.desk.tabs:
        running = running or tab.runner.running
        tab.runner.session.restart()
    said = tr("There were no tokens.")
    if count:
        said = tr_count("{n} token was forgotten.", "{n} tokens were forgotten.", count)
    if running:
        said = f"{said} {tr('The run under way keeps its own until it ends.')}"
    window.notices.say(KEY, said)


def clear_cookies(window: Window) -> None:
    """Close the connections of engines at rest; cookies last for one run anyway."""
    for tab in window.desk.tabs:
        tab.runner.session.restart()
    window.notices.say(
        KEY, tr("Connections were closed. No cookies are left: each run begins without any.")
    )


def clear_samples(window: Window) -> None:
    """Forget what the steps of the workflow in front gave; pinned outputs stay."""
    tab = window.tab
    if tab is None:
        return
    samples = tab.runner.samples
    trigger = tab.document.workflow.trigger.number
    known = [step.number for step in walk(tab.document.workflow) if step.number != trigger]
    gone = [
        number
        for number in known
        if number not in samples.pinned and samples.sample(number) is not None
    ]
    for number in gone:
        samples.forget(number)
    said = tr_count("{n} sample was cleared.", "{n} samples were cleared.", len(gone))
    if samples.pinned:
        said = f"{said} {tr('Pinned outputs stay.')}"
    window.notices.say(KEY, said)
