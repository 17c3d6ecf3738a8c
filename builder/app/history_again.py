"""Runs the workflow of a past run once more, with the same input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from builder.app.history_opening import GONE, tab_of
from builder.document.environments import NO_ENVIRONMENT
from builder.document.history_run import input_of
from builder.document.past_start import SECRET_INPUT
from builder.document.run_choices import RunChoices
from builder.history.about import part_numbers
from builder.history.entries import RunRecord
from builder.look.language import tr
from builder.model.json_text import compact
from builder.model.masking import MASK

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.app.window import Window

KEY = "run"


def run_again(window: Window, record: RunRecord | None) -> None:
    """Run it again in the tab of its workflow; what stands in the way is said."""
    if record is None:
        window.say(tr(GONE), "warning")
        return
    entry = record.entry
    tab = tab_of(window, entry)
    if tab is None:
        window.say(tr("The workflow “{name}” is not there any more.", name=entry.flow), "warning")
        return
    if entry.data:
        tab.data_runs.open(Path(entry.data))
        return
    event = input_of(record, tab.document.workflow)
    if event is not None and MASK in compact(event):
        tab.notices.say(KEY, tr(SECRET_INPUT), tone="warning")
        return
    if not window.environments.choose_again(entry.environment):
        window.say(tr(NO_ENVIRONMENT).format(entry.environment), "warning")
        return
    _start(tab, part_numbers(entry.part), event)


def _start(tab: FlowTab, part: dict[str, int], event: Any) -> None:
    if "only" in part:
        tab.runs.test_step(part["only"])
    else:
        choices = RunChoices(upto=part.get("upto"), start=part.get("start"))
        tab.runs.test_workflow(choices, event)
