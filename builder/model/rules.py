"""Rules: comparisons joined by "and" in groups, the groups joined by "or"."""

from __future__ import annotations

from dataclasses import replace

from builder.model.decisions import RuleError, decide
from builder.model.operands import Operand
from builder.model.operators import OPERATORS, Family, Operator, OperatorNotes
from builder.model.scope import Scope, UnresolvedReference, resolve
from builder.model.template import Expression, parse
from builder.model.text import Template
from builder.model.value import Value

__all__ = [
    "OPERATORS",
    "Family",
    "Operator",
    "OperatorNotes",
    "Rule",
    "RuleError",
    "RuleSet",
    "evaluate",
    "explain",
]

REGEX_SECONDS = 1.0
"""How long a regular expression may search."""

_SHOWN = 80


class Rule(Value):
    """One comparison. Both sides are templates; some operators use the left one only."""

    left: Template = ""
    operator: Operator
    right: Template = ""


class RuleSet(Value):
    """Holds when in one of the groups every rule holds."""

    groups: tuple[tuple[Rule, ...], ...] = ()


def evaluate(rules: RuleSet, scope: Scope, regex_seconds: float = REGEX_SECONDS) -> bool:
    """Whether the rules hold. From left to right; what no longer matters is not looked at.

    Args:
        rules: The rules; groups without a rule do not count.
        scope: Where their references find values.
        regex_seconds: How long one regular expression may search.

    Raises:
        RuleError: A rule cannot be decided, or there is none.
        TemplateError: A side cannot be read.
        UnresolvedReference: A reference has no value.
    """
    groups = [group for group in rules.groups if group]
    if not groups:
        raise RuleError("There is no rule yet: add one.")
    return any(all(_holds(rule, scope, regex_seconds) for rule in group) for group in groups)


def explain(rule: Rule) -> str:
    """The rule on one line: "2.response.statusCode Equals 200"."""
    notes = OPERATORS[rule.operator]
    sides = (rule.left, notes.label, rule.right)[: notes.operands + 1]
    left, *rest = (_shown(side) for side in sides)
    return " ".join([left or "(empty)", *(text or "(empty)" for text in rest)])


def _holds(rule: Rule, scope: Scope, regex_seconds: float) -> bool:
    if rule.operator in (Operator.EXISTS, Operator.DOES_NOT_EXIST):
        return _exists(rule, scope) is (rule.operator is Operator.EXISTS)
    left = _operand(rule.left, "the left side", scope)
    right = left
    if OPERATORS[rule.operator].operands > 1:
        right = _operand(rule.right, "the right side", scope)
    return decide(rule.operator, left, right, regex_seconds)


def _operand(text: str, side: str, scope: Scope) -> Operand:
    return Operand(parse(text).value(scope), _shown(text) or side)


def _exists(rule: Rule, scope: Scope) -> bool:
    """Whether the path leads somewhere, be it to null; a trailing `?` changes nothing."""
    lone = parse(rule.left).lone
    if lone is None:
        label = OPERATORS[rule.operator].label
        raise RuleError(
            f"{label}: the left side must be one reference, such as {{{{1.event.id}}}}."
        )
    return _leads_somewhere(lone, scope)


def _leads_somewhere(expression: Expression, scope: Scope) -> bool:
    for reference in expression.alternatives:
        try:
            resolve(replace(reference, optional=False), scope)
        except UnresolvedReference:
            continue
        return expression.jmespath is None or expression.value(scope) is not None
    return False


def _shown(text: str) -> str:
    lone = text.strip()
    if lone.startswith("{{") and lone.endswith("}}") and lone.count("{{") == 1:
        lone = lone[2:-2]
    line = " ".join(lone.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
