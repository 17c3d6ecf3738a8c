"""What a step is called on screen."""

from __future__ import annotations

from builder.look.language import tr
from builder.model.step import Step


def shown_title(step: Step) -> str:
    """The name the user gave, as it is; else the label of the step's kind, translated."""
    return step.name or tr(step.label)
