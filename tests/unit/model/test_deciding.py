from __future__ import annotations

import pytest

from builder.model.deciding import deciding, rules_summary
from builder.model.rules import Operator, Rule, RuleSet, evaluate
from builder.model.scope import Values
from builder.model.step import StepError


def rules(*lefts: str) -> RuleSet:
    group = tuple(Rule(left=left, operator=Operator.IS_TRUE) for left in lefts)
    return RuleSet(groups=(group,))


@pytest.mark.parametrize(
    ("left", "kind"), [("maybe", "rule"), ("{{2.x}}", "reference"), ("{{2.", "template")]
)
def test_what_cannot_be_decided_is_an_error_of_the_step(left: str, kind: str) -> None:
    with pytest.raises(StepError) as error, deciding("rules"):
        evaluate(rules(left), Values({}, {}))
    assert (error.value.kind, error.value.field) == (kind, "rules")


def test_the_first_rule_and_the_number_of_others_sum_rules_up() -> None:
    assert rules_summary(RuleSet()) == ""
    assert rules_summary(rules("{{1.event.on}}")) == "1.event.on Is true"
    assert rules_summary(rules("a", "b", "c")).endswith("(+2)")
