"""Check — rules that must hold, or the run fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from builder.model.deciding import deciding, rules_summary
from builder.model.problem import Problem
from builder.model.rule_report import false_rules
from builder.model.rules import RuleSet, evaluate
from builder.model.step import Example, Outcome, RunContext, Step, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui


class Check(Step):
    """Fail the run unless rules over earlier answers hold."""

    label = "Check"
    group = "Logic"
    icon = "check-step"
    tone = "ok"
    hint = "Fail unless rules hold"
    rank = 60
    examples: ClassVar = (Example("passed", "true; false when the check failed"),)

    kind: Literal["check"] = "check"
    rules: Annotated[RuleSet, Ui(label="Passes, when", section="Rules")] = RuleSet()
    message: Annotated[
        Template,
        Ui(
            label="Message",
            section="When it fails",
            editor=Editor.TEXT,
            help="Said when the rules are false, before the rule and its values.",
            placeholder="What went wrong, and what to do",
        ),
    ] = ""

    def summary(self) -> str:
        """The first rule, and how many more there are."""
        return rules_summary(self.rules)

    def problems(self) -> Iterator[Problem]:
        """A rule is needed."""
        if not any(self.rules.groups):
            yield Problem("The Check has no rule yet: add one.", self.number, "rules")

    async def run(self, ctx: RunContext) -> Outcome:
        """Evaluate the rules.

        Returns:
            Failed with the kind "check" when they are false: the message, the first false rule of
            each group, and what its sides came to.

        Raises:
            StepError: A rule cannot be decided, or the message cannot be resolved.
        """
        with deciding("rules"):
            said = () if evaluate(self.rules, ctx.scope) else false_rules(self.rules, ctx.scope)
        if not said:
            return Outcome({"passed": True}, "passed")
        message = ctx.text(self.message, "message").strip()
        sentence = f"{', and '.join(said)}."
        error = StepError("check", f"{message} ({sentence})" if message else sentence, "rules")
        return Outcome({"passed": False}, "failed", failed=error)
