from __future__ import annotations

import graphql
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.model.graphql_text import read_graphql
from builder.model.landing import Landing
from builder.model.scope import UnresolvedReference, Values
from builder.model.template import parse as template
from builder.model.text_fault import TextFault


def render(text: str, value: object) -> str:
    return template(text).render(Values(outputs={1: {"v": value}}), Landing.GRAPHQL)


def test_operations_and_the_variables_they_require() -> None:
    document = read_graphql(
        "query A($a: ID!, $b: Int, $c: Int! = 1) {x(a:$a,b:$b,c:$c)} query B{y}"
    )
    assert [(one.name, one.required) for one in document.operations] == [("A", ("a",)), ("B", ())]
    assert document.chosen("B").name == "B"
    assert read_graphql("{a}").chosen("").name == ""
    assert not document.doubts


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", "", "there is no query"),
        ("query {", "", "Expected Name, found <EOF> at line 1, column 8"),
        ("{ a\n  b(: 1) }", "", "Expected Name, found ':' at line 2, column 5"),
        ("query A{a} query B{b}", "", "several operations, so one must be named: A, B"),
        ("query A{a}", "B", "no operation “B”, only A"),
        ("{a}", "B", "no operation “B”, only one without a name"),
        ("fragment F on X {a}", "", "no operation in it, only fragments"),
        ("{a" * 3000 + "}" * 3000, "", "nested too deep"),
    ],
)
def test_what_cannot_be_run(text: str, name: str, said: str) -> None:
    with pytest.raises(TextFault) as raised:
        read_graphql(text).chosen(name)
    assert said in str(raised.value)


def test_rules_that_need_no_schema() -> None:
    doubts = read_graphql("query Q($u: Int) { a(x: $v) ...F }").doubts
    said = sorted(str(doubt) for doubt in doubts)
    assert said == [
        "Unknown fragment 'F' at line 1, column 32",
        "Variable '$u' is never used in operation 'Q' at line 1, column 9",
        "Variable '$v' is not defined by operation 'Q' at line 1, column 25",
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.from_regex(r"[_A-Za-z]\w{0,4}", fullmatch=True).filter(str.isascii), inner
        )
    ),
    max_leaves=8,
)


@given(VALUES)
def test_a_value_outside_quotes_is_that_value(value: object) -> None:
    text = render("{a(x: {{1.v}})}", value)
    node = graphql.parse(text).definitions[0]
    assert isinstance(node, graphql.OperationDefinitionNode)
    field = node.selection_set.selections[0]
    assert isinstance(field, graphql.FieldNode)
    assert graphql.value_from_ast_untyped(field.arguments[0].value) == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_in_quotes_and_comments_cannot_break_out(text: str) -> None:
    assume(not text.startswith('"') and not text.endswith(('"', "\\")))  # refused, see below
    source = render('# "{{1.v}} """\n{a(x: "<{{1.v}}>", y: """<{{1.v}}>""")}', text)
    node = graphql.parse(source).definitions[0]
    assert isinstance(node, graphql.OperationDefinitionNode)
    field = node.selection_set.selections[0]
    assert isinstance(field, graphql.FieldNode)
    assert graphql.value_from_ast_untyped(field.arguments[0].value) == f"<{text}>"
    assert len(field.arguments) == 2
    assert len(node.selection_set.selections) == 1


@pytest.mark.parametrize("value", ['"', 'a"', "a\\"])
def test_a_block_string_refuses_what_would_close_it(value: str) -> None:
    with pytest.raises(UnresolvedReference, match="block string"):
        render('{a(x: """{{1.v}}""")}', value)


def test_an_object_needs_names() -> None:
    with pytest.raises(UnresolvedReference, match="“a b” is no name"):
        render("{a(x: {{1.v}})}", {"a b": 1})
