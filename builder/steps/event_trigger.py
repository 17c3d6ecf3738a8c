"""Trigger: Event — the workflow starts when an event of one name arrives."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from builder.model.step import Example, Step
from builder.model.text import Text
from builder.model.ui import Editor, Ui


class EventTrigger(Step):
    """Start the workflow with an event."""

    label = "Trigger"
    group = "Triggers"
    icon = "event"
    tone = "warning"
    hint = "Starts with an event"
    examples: ClassVar = (Example("event", "The event the run was started with"),)

    kind: Literal["event"] = "event"
    event: Annotated[Text, Ui(label="Event name", section="Event", placeholder="user.created")] = ""
    example: Annotated[
        Text,
        Ui(
            label="Example JSON",
            section="Test data",
            editor=Editor.CODE,
            language="json",
            help="Used as the event by Test workflow, and by headless runs without --event.",
        ),
    ] = "{}"
    check: Annotated[
        Text,
        Ui(
            label="JSON Schema",
            section="Check",
            editor=Editor.CODE,
            language="json",
            help="Optional: an event that does not fit this JSON Schema stops the run.",
        ),
    ] = ""
