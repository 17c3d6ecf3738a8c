"""What a step is called on screen."""

from __future__ import annotations

from builder.look.language import tr
from builder.model.shown_name import shown_name
from builder.model.step import Step


def shown_title(step: Step) -> str:
    """The name the user gave, as it can be shown; else the label of the step's kind, translated."""
    return shown_name(step.name) or tr(step.label)
