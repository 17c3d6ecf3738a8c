"""Shows a past run in the tab of its workflow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

import builder.steps  # noqa: F401 - completes the models
from builder.app.flow_tab import FlowTab
from builder.document.history_run import PastEvents
from builder.document.shown_run import PastRun
from builder.history.about import without_literals
from builder.history.entries import RunEntry
from builder.history.upkeep import INTERRUPTED
from builder.look.language import tr
from builder.model.masking import MASK
from builder.model.plain import to_plain
from builder.model.workflow import Workflow

if TYPE_CHECKING:
    from builder.app.window import Window

GONE = "This run is not in the history any more."
EDITED = "The workflow was edited since this run; its steps are shown where they stand now."
KEY = "past"
"""Of the notice about the run that is shown."""


def show_run(window: Window, found: PastEvents | None) -> None:
    """Show a run that was read; what stands in its way is said."""
    if found is None:
        window.say(tr(GONE), "warning")
        return
    entry = found.record.entry
    tab = tab_of(window, entry)
    if tab is None:
        tab = _as_it_was(window, found)
        if tab is None:
            return
    if tab.runner.running:
        words = tr("Past runs can be opened when this run is over.")
        tab.notices.say(KEY, words, tone="warning")
        return
    tab.runner.shown.show_past(_past_run(found))
    tab.below.open()
    _say(window, tab, found)


def _past_run(found: PastEvents) -> PastRun:
    entry = found.record.entry
    return PastRun(entry.started, found.end, found.states(), found.items(), found.record)


def tab_of(window: Window, entry: RunEntry) -> FlowTab | None:
    """The tab of a run's workflow, opened if need be; None when its file is gone."""
    if not entry.flow_path:
        return next((tab for tab in window.desk.tabs if tab.document.name == entry.flow), None)
    path = Path(entry.workspace) / entry.flow_path
    known = any(tab.document.path == path.absolute() for tab in window.desk.tabs)
    return window.desk.open(path) if known or path.is_file() else None


def _as_it_was(window: Window, found: PastEvents) -> FlowTab | None:
    """A new tab with the workflow as it was run; None when this version cannot read it."""
    entry = found.record.entry
    try:
        workflow = Workflow.model_validate(found.record.workflow)
    except ValidationError:
        window.say(tr("The workflow of this run cannot be read by this version."), "error")
        return None
    return window.desk.show_copy(workflow, f"{entry.flow} ({entry.started:%H:%M})")


def _say(window: Window, tab: FlowTab, found: PastEvents) -> None:
    entry = found.record.entry
    words = [_which(entry)]
    if entry.status == INTERRUPTED:
        words.append(tr("It was interrupted: the program ended before it did."))
    if entry.gaps:
        words.append(tr("Not all of it could be kept."))
    choices = []
    if _is_other(tab.document.workflow, found.record.workflow):
        words.append(tr(EDITED))
        choices.append((tr("Open as it was"), lambda: _open_copy(window, found)))
    tab.notices.say(KEY, " ".join(words), choices, "warning" if len(words) > 1 else "")


def _which(entry: RunEntry) -> str:
    when = f"{entry.started:%Y-%m-%d %H:%M}"
    if entry.row:
        return tr("You look at the run of row {row:,} of {time}.", row=entry.row, time=when)
    return tr("You look at a run of {time}.", time=when)


def _open_copy(window: Window, found: PastEvents) -> None:
    tab = _as_it_was(window, found)
    if tab is not None:
        tab.runner.shown.show_past(_past_run(found))
        tab.below.open()


def _is_other(workflow: Workflow, recorded: Mapping[str, Any]) -> bool:
    """Whether a workflow is another one than that which ran; what is masked counts as the same."""
    return not _alike(without_literals(to_plain(workflow)), recorded)


def _alike(now: Any, then: Any) -> bool:
    if isinstance(then, str) and MASK in then:
        return True
    if isinstance(now, Mapping) and isinstance(then, Mapping):
        return now.keys() == then.keys() and all(_alike(now[key], then[key]) for key in now)
    if isinstance(now, list | tuple) and isinstance(then, list | tuple):
        return len(now) == len(then) and all(map(_alike, now, then))
    return bool(now == then)
