"""Which rules are false, with the values that make them so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.model.json_text import compact
from builder.model.number import Number
from builder.model.operators import OPERATORS, Operator
from builder.model.rules import REGEX_SECONDS, Rule, RuleSet, evaluate, explain
from builder.model.scope import Scope
from builder.model.template import parse

WHOLE = 200
"""A longer text is described: cut, a secret in it would no longer be known as one."""


def false_rules(
    rules: RuleSet, scope: Scope, regex_seconds: float = REGEX_SECONDS
) -> tuple[str, ...]:
    """The first false rule of each group, as a sentence without a full stop; none when all hold.

    Args:
        rules: The rules, which do not hold.
        scope: Where their references find values.
        regex_seconds: How long one regular expression may search.

    Raises:
        RuleError: A rule cannot be decided.
        TemplateError: A side cannot be read.
        UnresolvedReference: A reference has no value.
    """
    return tuple(
        said
        for group in rules.groups
        if group and (said := _first_false(group, scope, regex_seconds))
    )


def _first_false(group: tuple[Rule, ...], scope: Scope, regex_seconds: float) -> str:
    for rule in group:
        alone = RuleSet(groups=((rule,),))
        if not evaluate(alone, scope, regex_seconds):
            return "; ".join((f"“{explain(rule)}” is false", *_sides(rule, scope)))
    return ""


def _sides(rule: Rule, scope: Scope) -> Iterator[str]:
    """What each side with references came to; literals are seen in the rule itself."""
    if rule.operator in (Operator.EXISTS, Operator.DOES_NOT_EXIST):
        return
    sides = (rule.left, rule.right)[: OPERATORS[rule.operator].operands]
    for name, text in zip(("left side", "right side"), sides, strict=False):
        if "{{" in text:
            yield f"the {name} is {shown(parse(text).value(scope))}"


def shown(value: Any) -> str:
    """A value whole, or what it is when it is long."""
    if isinstance(value, str):
        return f"“{value}”" if len(value) <= WHOLE else f"text of {len(value):,} characters"
    if value is None or isinstance(value, bool | int | float | Number):
        text = compact(value)
        return text if len(text) <= WHOLE else f"a number of {len(text):,} characters"
    kind = "a list of" if isinstance(value, list) else "an object with"
    return f"{kind} {len(value):,} {'items' if isinstance(value, list) else 'keys'}"
