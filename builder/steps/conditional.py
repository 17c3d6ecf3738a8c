"""Conditional — rules decide which of two branches runs; both rejoin below."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from builder.model.deciding import deciding, rules_summary
from builder.model.problem import Problem
from builder.model.rules import RuleSet, evaluate
from builder.model.step import Branch, Example, Outcome, RunContext, Step
from builder.model.ui import Editor, Ui
from builder.model.workflow import AnyStep


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

    def summary(self) -> str:
        """The first rule, and how many more there are."""
        return rules_summary(self.rules)

    def problems(self) -> Iterator[Problem]:
        """A rule is needed."""
        if not any(self.rules.groups):
            yield Problem("The Conditional has no rule yet: add one.", self.number, "rules")

    async def run(self, ctx: RunContext) -> Outcome:
        """Evaluate the rules and choose a branch.

        Raises:
            StepError: A rule cannot be decided.
        """
        with deciding("rules"):
            chosen = evaluate(self.rules, ctx.scope)
        choice = "Yes" if chosen else "No"
        return Outcome({"selectedChoice": choice}, choice, branch="yes" if chosen else "no")
