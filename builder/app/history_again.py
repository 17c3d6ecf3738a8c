"""Runs the workflow of a past run once more, with the same input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builder.app.history_opening import GONE, tab_of
from builder.document.run_choices import RunChoices
from builder.history.about import part_numbers
from builder.history.entries import RunRecord
from builder.model.json_text import JsonError, compact, parse
from builder.model.masking import MASK
from builder.model.plain import to_plain
from builder.model.text import from_plain
from builder.model.workflow import Workflow

if TYPE_CHECKING:
    from builder.app.flow_tab import FlowTab
    from builder.app.window import Window

KEY = "run"


def run_again(window: Window, record: RunRecord | None) -> None:
    """Run it again in the tab of its workflow; what stands in the way is said."""
    if record is None:
        window.say(GONE, "warning")
        return
    entry = record.entry
    tab = tab_of(window, entry)
    if tab is None:
        window.say(f"The workflow “{entry.flow}” is not there any more.", "warning")
        return
    event = input_of(record, tab.document.workflow)
    if event is not None and MASK in compact(event):
        tab.notices.say(
            KEY,
            "The input of this run held secrets, which the history does not keep. Put it into the "
            "trigger's example and test the workflow.",
            tone="warning",
        )
        return
    if entry.environment != window.environments.current:
        if entry.environment and entry.environment not in window.environments.all:
            window.say(f"There is no environment “{entry.environment}” any more.", "warning")
            return
        window.environments.choose(entry.environment)
    _start(tab, part_numbers(entry.part), event)


def input_of(record: RunRecord, workflow: Workflow) -> Any:
    """What the trigger was given; of a run on test data the example as it was then.

    None when that is the example of the workflow as it is now.
    """
    if not record.entry.test_data:
        return record.event
    trigger = record.workflow.get("trigger", {})
    if trigger == to_plain(workflow.trigger):
        return None
    example = from_plain(trigger.get("example", ""))
    try:
        return parse(example) if isinstance(example, str) and example.strip() else None
    except JsonError:
        return None


def _start(tab: FlowTab, part: dict[str, int], event: Any) -> None:
    if "only" in part:
        tab.runs.test_step(part["only"])
    else:
        choices = RunChoices(upto=part.get("upto"), start=part.get("start"))
        tab.runs.test_workflow(choices, event)
