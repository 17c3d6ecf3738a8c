"""Conditional — rules decide which of two branches runs; both rejoin below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from builder.model.rules import RuleSet
from builder.model.step import Branch, Example, Step
from builder.model.ui import Editor, Ui

if TYPE_CHECKING:
    AnyStep = Step


class Conditional(Step):
    """Go one way or the other, by rules over earlier answers."""

    label = "Conditional"
    group = "Logic"
    icon = "conditional"
    tone = "accent"
    hint = "Yes / No"
    branches = (Branch("yes", "Yes"), Branch("no", "No"))
    examples: ClassVar = (Example("selectedChoice", "“Yes” or “No”"),)

    kind: Literal["conditional"] = "conditional"
    rules: Annotated[RuleSet, Ui(label="Yes, when", section="Rules")] = RuleSet()
    yes: Annotated[tuple[AnyStep, ...], Ui(editor=Editor.HIDDEN)] = ()
    no: Annotated[tuple[AnyStep, ...], Ui(editor=Editor.HIDDEN)] = ()
