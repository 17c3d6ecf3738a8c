"""Rules decide, or say what is wrong and what to use."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.number import Number
from builder.model.rules import (
    OPERATORS,
    Family,
    Operator,
    Rule,
    RuleError,
    RuleSet,
    evaluate,
    explain,
)
from builder.model.scope import UnresolvedReference, Values
from builder.model.template import TemplateError
from tests.support.json_values import numbers, texts

Op = Operator


def decide(operator: Operator, left: Any, right: Any = "", *, seconds: float = 1.0) -> bool:
    """Whether one rule between two values holds."""
    rule = Rule(left="{{1.left}}", operator=operator, right="{{1.right}}")
    scope = Values(outputs={1: {"left": left, "right": right}})
    return evaluate(RuleSet(groups=((rule,),)), scope, seconds)


def typed(operator: Operator, left: str, right: str = "", scope: Values | None = None) -> bool:
    """Whether a rule holds as a user typed it."""
    rule = Rule(left=left, operator=operator, right=right)
    return evaluate(RuleSet(groups=((rule,),)), scope or Values())


def test_operators_stand_in_the_order_of_the_menu() -> None:
    menu: dict[str, list[str]] = {}
    for notes in OPERATORS.values():
        menu.setdefault(notes.family, []).append(notes.label)
    assert menu == {
        "String": [
            "Contains",
            "Does not contain",
            "Exactly matches",
            "Does not exactly match",
            "Is in",
            "Is not in",
            "Starts with",
            "Does not start with",
            "Ends with",
            "Does not end with",
            "Matches regex",
        ],
        "Number": [
            "Greater than",
            "Less than",
            "Equals",
            "Does not equal",
            "At least",
            "At most",
        ],
        "Date/time": ["After", "Before", "Equals"],
        "Boolean": ["Is true", "Is false"],
        "Any": ["Is not null", "Is null", "Exists", "Does not exist"],
        "Array": ["Is empty", "Is not empty"],
    }
    assert tuple(OPERATORS) == tuple(Operator)
    one_sided = {family for family in Family if family in ("Boolean", "Any", "Array")}
    for notes in OPERATORS.values():
        assert notes.operands == (1 if notes.family in one_sided else 2)


def test_a_rule_in_a_file_keeps_its_operator_by_name() -> None:
    rules = RuleSet.model_validate({"groups": [[{"left": "{{1.a}}", "operator": "date_equals"}]]})
    assert rules.groups[0][0] == Rule(left="{{1.a}}", operator=Op.DATE_EQUALS)


@pytest.mark.parametrize(
    ("operator", "left", "right", "expected"),
    [
        (Op.CONTAINS, "Hello", "ell", True),
        (Op.CONTAINS, "Hello", "ELL", False),
        (Op.CONTAINS, "Hello", "", True),
        (Op.DOES_NOT_CONTAIN, "Hello", "x", True),
        (Op.DOES_NOT_CONTAIN, "Hello", "H", False),
        (Op.EXACTLY_MATCHES, "a", "a", True),
        (Op.EXACTLY_MATCHES, "a", "A", False),
        (Op.EXACTLY_MATCHES, "a", "a ", False),
        (Op.DOES_NOT_EXACTLY_MATCH, "a", "A", True),
        (Op.DOES_NOT_EXACTLY_MATCH, "a", "a", False),
        (Op.IS_IN, "b", "a, b ,c", True),
        (Op.IS_IN, "b", ["a", "b", None], True),
        (Op.IS_IN, "a, b", ["a, b"], True),
        (Op.IS_IN, "B", "a,b", False),
        (Op.IS_IN, "", "", False),
        (Op.IS_IN, "", "a,,b", True),
        (Op.IS_IN, "a", [], False),
        (Op.IS_NOT_IN, "x", "a,b", True),
        (Op.IS_NOT_IN, "a", ["a"], False),
        (Op.STARTS_WITH, "abc", "ab", True),
        (Op.STARTS_WITH, "abc", "bc", False),
        (Op.DOES_NOT_START_WITH, "abc", "bc", True),
        (Op.DOES_NOT_START_WITH, "abc", "a", False),
        (Op.ENDS_WITH, "abc", "bc", True),
        (Op.ENDS_WITH, "abc", "ab", False),
        (Op.DOES_NOT_END_WITH, "abc", "ab", True),
        (Op.DOES_NOT_END_WITH, "abc", "c", False),
        (Op.MATCHES_REGEX, "order-12", r"\d{2}", True),
        (Op.MATCHES_REGEX, "order-12", r"^\d{2}", False),
        (Op.MATCHES_REGEX, "Größe", r"^\p{Lu}\w+$", True),
        (Op.GREATER_THAN, 2, 1, True),
        (Op.GREATER_THAN, 1, 1, False),
        (Op.LESS_THAN, Number("1.10"), 2, True),
        (Op.LESS_THAN, 2, Number("1.10"), False),
        (Op.EQUALS, Number("1.10"), "1.1", True),
        (Op.EQUALS, 200, " 200 ", True),
        (Op.EQUALS, 2**80, 2**80 + 1, False),
        (Op.EQUALS, 0.1, Number("0.1"), True),
        (Op.EQUALS, "+.5", "5e-1", True),
        (Op.EQUALS, "007", 7, True),
        (Op.DOES_NOT_EQUAL, 2**80, 2**80 + 1, True),
        (Op.DOES_NOT_EQUAL, 1, "1.0", False),
        (Op.AT_LEAST, 1, "1.0", True),
        (Op.AT_LEAST, Number("0.99999999999999999999"), 1, False),
        (Op.AT_MOST, Number("1e400"), Number("1e401"), True),
        (Op.AT_MOST, Number("1e401"), Number("1e400"), False),
        (Op.AFTER, "2026-01-02", "2026-01-01", True),
        (Op.AFTER, "2026-01-01", "2026-01-01", False),
        (Op.BEFORE, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.001Z", True),
        (Op.BEFORE, "2026-01-01T02:00+02:00", "2026-01-01T01:00+02:00", False),
        (Op.DATE_EQUALS, "2026-01-01T12:00", "2026-01-01T12:00Z", True),
        (Op.DATE_EQUALS, "2026-01-01T12:00+01:00", "2026-01-01T11:00:00.000Z", True),
        (Op.DATE_EQUALS, "2026-01-01", "2026-01-01T00:00Z", True),
        (Op.DATE_EQUALS, "2026-01-01", "2026-01-02", False),
        (Op.BEFORE, "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", True),
        (Op.IS_TRUE, True, "", True),
        (Op.IS_TRUE, False, "", False),
        (Op.IS_TRUE, "true", "", True),
        (Op.IS_FALSE, False, "", True),
        (Op.IS_FALSE, "false", "", True),
        (Op.IS_FALSE, True, "", False),
        (Op.IS_NULL, None, "", True),
        (Op.IS_NULL, "", "", False),
        (Op.IS_NOT_NULL, 0, "", True),
        (Op.IS_NOT_NULL, None, "", False),
        (Op.EXISTS, None, "", True),
        (Op.DOES_NOT_EXIST, None, "", False),
        (Op.IS_EMPTY, [], "", True),
        (Op.IS_EMPTY, [None], "", False),
        (Op.IS_NOT_EMPTY, [0], "", True),
        (Op.IS_NOT_EMPTY, [], "", False),
    ],
)
def test_decisions(operator: Operator, left: Any, right: Any, expected: bool) -> None:
    assert decide(operator, left, right) is expected


NOT_TEXT = [o for o, notes in OPERATORS.items() if notes.family is Family.STRING]


@pytest.mark.parametrize("operator", NOT_TEXT)
@pytest.mark.parametrize(
    ("wrong", "kind", "instead"),
    [
        (200, "a number", ("Equals” (Number)", "Does not equal” (Number)")),
        (Number("1.10"), "a number", ("Equals” (Number)", "Does not equal” (Number)")),
        (True, "a boolean", ("Is true” (Boolean)", "Is false” (Boolean)")),
        (None, "null", ("Is null” (Any)", "Is not null” (Any)")),
        ({"a": 1}, "an object", ("Is not null” (Any)", "Is not null” (Any)")),
    ],
)
def test_string_operators_refuse_what_is_not_text(
    operator: Operator, wrong: Any, kind: str, instead: tuple[str, str]
) -> None:
    label = OPERATORS[operator].label
    advice = instead["not" in label]
    with pytest.raises(RuleError) as caught:
        decide(operator, wrong, "x")
    assert str(caught.value) == f"{label}: 1.left is {kind}, not text. Use “{advice}."
    if operator not in (Op.IS_IN, Op.IS_NOT_IN):
        with pytest.raises(RuleError) as caught:
            decide(operator, "x", wrong)
        assert str(caught.value) == f"{label}: 1.right is {kind}, not text. Use “{advice}."


NEVER_WRONG = (Op.IS_NULL, Op.IS_NOT_NULL, Op.EXISTS, Op.DOES_NOT_EXIST)
TEXT_INSTEAD = "“Exactly matches” (String)"


@pytest.mark.parametrize(
    ("operator", "left", "right", "message"),
    [
        (Op.CONTAINS, ["a"], "a",
         "Contains: 1.left is a list of 1 item, not text. Use “Is in” with the sides swapped."),
        (Op.DOES_NOT_CONTAIN, ["a"], "a",
         "Does not contain: 1.left is a list of 1 item, not text."
         " Use “Is not in” with the sides swapped."),
        (Op.EXACTLY_MATCHES, [], "a",
         "Exactly matches: 1.left is a list of 0 items, not text."
         " Use “Is not empty” (Array), or refer to one of its items."),
        (Op.IS_IN, "1", [1],
         "Is in: item 0 of 1.right is a number, not text. Use “Equals” (Number)."),
        (Op.IS_IN, "1", 1,
         "Is in: 1.right is a number, not a list or text with commas. Use “Equals” (Number)."),
        (Op.EQUALS, "abc", 1,
         f"Equals: 1.left is text that is not a number. Use {TEXT_INSTEAD}."),
        (Op.DOES_NOT_EQUAL, 1, "abc",
         "Does not equal: 1.right is text that is not a number."
         " Use “Does not exactly match” (String)."),
        (Op.EQUALS, "", 1, f"Equals: 1.left is text that is not a number. Use {TEXT_INSTEAD}."),
        (Op.EQUALS, "1_000", 1,
         f"Equals: 1.left is text that is not a number. Use {TEXT_INSTEAD}."),
        (Op.EQUALS, "NaN", 1, f"Equals: 1.left is text that is not a number. Use {TEXT_INSTEAD}."),
        (Op.EQUALS, "٣", 3, f"Equals: 1.left is text that is not a number. Use {TEXT_INSTEAD}."),
        (Op.GREATER_THAN, True, 0,
         "Greater than: 1.left is a boolean, not a number. Use “Is true” (Boolean)."),
        (Op.AT_LEAST, None, 0, "At least: 1.left is null, not a number. Use “Is null” (Any)."),
        (Op.AFTER, "tomorrow", "2026-01-01",
         f"After: 1.left is text that is not an ISO 8601 date. Use {TEXT_INSTEAD}."),
        (Op.AFTER, "2026-02-30", "2026-01-01",
         f"After: 1.left is text that is not an ISO 8601 date. Use {TEXT_INSTEAD}."),
        (Op.BEFORE, "2026-01-01", 1769851800,
         "Before: 1.right is a number, not a date. Use “Equals” (Number)."),
        (Op.IS_TRUE, 1, "", "Is true: 1.left is a number, not a boolean. Use “Equals” (Number)."),
        (Op.IS_TRUE, "yes", "",
         f"Is true: 1.left is text that is neither true nor false. Use {TEXT_INSTEAD}."),
        (Op.IS_FALSE, None, "",
         "Is false: 1.left is null, not a boolean. Use “Is not null” (Any)."),
        (Op.IS_EMPTY, "", "", f"Is empty: 1.left is text, not a list. Use {TEXT_INSTEAD}."),
        (Op.IS_NOT_EMPTY, {}, "", "Is not empty: 1.left is an object, not a list."
         " Use “Is not null” (Any)."),
        (Op.MATCHES_REGEX, "a", "(",
         "Matches regex: 1.right is no regular expression: missing ) at position 1."),
    ],
)  # fmt: skip
def test_wrong_operands_are_named(operator: Operator, left: Any, right: Any, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        decide(operator, left, right)
    assert str(caught.value) == message


@pytest.mark.parametrize("operator", [o for o in Operator if o not in NEVER_WRONG])
def test_values_never_show_in_a_message(operator: Operator) -> None:
    wrong = "(?s3cret" if operator is Op.MATCHES_REGEX else {"s3cret": "s3cret"}
    with pytest.raises(RuleError) as caught:
        decide(operator, "s3cret", wrong)
    assert "s3cret" not in str(caught.value)


def test_a_slow_regular_expression_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(RuleError, match=r"took longer than 0\.2 s; make it simpler"):
        decide(Op.MATCHES_REGEX, "a" * 60 + "!", "(a|aa)+$", seconds=0.2)
    assert time.monotonic() - start < 5


def test_both_sides_are_templates() -> None:
    scope = Values(outputs={2: {"status": 200, "name": "Ann"}}, environment={"OK": "200"})
    assert typed(Op.EQUALS, "{{2.status}}", "{{env.OK}}", scope)
    assert typed(Op.EXACTLY_MATCHES, "Hello {{2.name}}", "Hello Ann", scope)
    assert typed(Op.EXACTLY_MATCHES, "{{2.status}} ", "200 ", scope)
    assert typed(Op.EXACTLY_MATCHES, "", "")


def test_exists_is_about_the_path() -> None:
    scope = Values(
        outputs={2: {"a": None, "items": [{"on": True}]}}, environment={"E": ""}, uuid="x"
    )
    for path in ("2", "2.a", "2.a?", "2.items[0].on", "env.E", "9.x? ?? 2.a", "9.x ?? 2.a"):
        assert typed(Op.EXISTS, f"{{{{{path}}}}}", scope=scope), path
        assert not typed(Op.DOES_NOT_EXIST, f"{{{{{path}}}}}", scope=scope), path
    for path in ("2.b", "2.b?", "2.a.b", "2.items[1]", "3", "3.a?", "env.F", "now", "9.x? ?? 8.x"):
        assert typed(Op.DOES_NOT_EXIST, f"{{{{{path}}}}}", scope=scope), path
        assert not typed(Op.EXISTS, f"{{{{{path}}}}}", scope=scope), path
    assert typed(Op.EXISTS, "{{2.items | [?on] | [0]}}", scope=scope)
    assert not typed(Op.EXISTS, "{{2.items | [?!on] | [0]}}", scope=scope)
    assert not typed(Op.EXISTS, "{{9.items | [0]}}", scope=scope)


@pytest.mark.parametrize("left", ["", "text", "{{1.a}} {{1.b}}"])
def test_exists_needs_one_reference(left: str) -> None:
    with pytest.raises(RuleError, match=r"must be one reference, such as \{\{1\.event\.id\}\}"):
        typed(Op.EXISTS, left)


def test_a_missing_path_is_an_error_for_the_others() -> None:
    with pytest.raises(UnresolvedReference):
        typed(Op.IS_NULL, "{{1.a}}")
    assert typed(Op.IS_NULL, "{{1.a?}}")
    with pytest.raises(TemplateError):
        typed(Op.IS_NULL, "{{1.a")


def constant(holds: bool) -> Rule:
    return Rule(left="true" if holds else "false", operator=Op.IS_TRUE)


@given(st.lists(st.lists(st.booleans(), max_size=3), max_size=4))
def test_rules_are_an_or_of_ands(groups: list[list[bool]]) -> None:
    rules = RuleSet(groups=tuple(tuple(map(constant, group)) for group in groups))
    if not any(groups):
        with pytest.raises(RuleError, match="no rule yet"):
            evaluate(rules, Values())
    else:
        assert evaluate(rules, Values()) is any(all(group) for group in groups if group)


def test_what_no_longer_matters_is_not_looked_at() -> None:
    broken = Rule(left="{{9.gone}}", operator=Op.IS_TRUE)
    assert evaluate(RuleSet(groups=((constant(True),), (broken,))), Values())
    assert not evaluate(RuleSet(groups=((constant(False), broken),)), Values())


@given(texts, texts)
def test_every_negative_is_the_opposite(left: str, right: str) -> None:
    for positive, negative in (
        (Op.CONTAINS, Op.DOES_NOT_CONTAIN),
        (Op.EXACTLY_MATCHES, Op.DOES_NOT_EXACTLY_MATCH),
        (Op.IS_IN, Op.IS_NOT_IN),
        (Op.STARTS_WITH, Op.DOES_NOT_START_WITH),
        (Op.ENDS_WITH, Op.DOES_NOT_END_WITH),
    ):
        assert decide(positive, left, right) is not decide(negative, left, right)


@given(numbers, numbers)
def test_number_operators_agree(left: int | Number, right: int | Number) -> None:
    greater, equal = decide(Op.GREATER_THAN, left, right), decide(Op.EQUALS, left, right)
    assert decide(Op.AT_LEAST, left, right) is (greater or equal)
    assert decide(Op.AT_MOST, left, right) is not greater
    assert decide(Op.LESS_THAN, left, right) is not (greater or equal)
    assert decide(Op.DOES_NOT_EQUAL, left, right) is not equal
    assert decide(Op.EQUALS, str(left), str(right)) is equal


@pytest.mark.parametrize(
    ("left", "operator", "right", "line"),
    [
        ("{{2.response.statusCode}}", Op.EQUALS, "200", "2.response.statusCode Equals 200"),
        ("{{ 1.flag }}", Op.IS_TRUE, "left over", "1.flag Is true"),
        ("{{1.a}}{{1.b}}", Op.CONTAINS, "", "{{1.a}}{{1.b}} Contains (empty)"),
        ("", Op.EXACTLY_MATCHES, "a\n b", "(empty) Exactly matches a b"),
        ("{{1.a", Op.IS_NULL, "", "{{1.a Is null"),
        ("x" * 100, Op.IS_NULL, "", "x" * 79 + "… Is null"),
    ],
)
def test_explain(left: str, operator: Operator, right: str, line: str) -> None:
    assert explain(Rule(left=left, operator=operator, right=right)) == line
