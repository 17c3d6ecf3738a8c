"""Templates: what goes in comes out typed, and is data from then on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.json_text import compact
from builder.model.landing import Landing, text_of
from builder.model.number import Number
from builder.model.reference import Reference, Segment
from builder.model.template import (
    TemplateError,
    UnresolvedReference,
    Values,
    parse,
    rename_variable,
    rewrite,
)
from tests.support.json_values import json_values, same, texts

SCOPE = Values(
    outputs={
        1: {
            "event": {
                "n": Number("1.10"),
                "big": 2**80,
                "text": 'say "hi" 😀 {{1.event.n}} \\{{',
                "nothing": None,
                "items": [{"id": 7, "on": True}, {"id": Number("8.0"), "on": False}],
                "odd.key": {"}}": "odd"},
            }
        },
        2: {"response": {"statusCode": 200}},
    },
    environment={"BASE": "https://h", "EMPTY": ""},
    environment_name="Local",
    moment=datetime(2026, 1, 31, tzinfo=UTC),
    uuid="6f1c",
    names={3: "Get"},
)


def value(text: str) -> Any:
    return parse(text).value(SCOPE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("no reference", "no reference"),
        ("{{1.event.n}}", Number("1.10")),
        ("{{ 1.event.n }}", Number("1.10")),
        ("{{\n1.event.n\n}}", Number("1.10")),
        ("{{1.event.big}}", 2**80),
        ("{{2.response.statusCode}}", 200),
        ("{{1.event.nothing}}", None),
        ("{{1.event.items[0].on}}", True),
        ("{{1.event.items.-1.id}}", Number("8.0")),
        ("{{1.event['odd.key']['}}']}}", "odd"),
        ("{{1.event.text}}", 'say "hi" 😀 {{1.event.n}} \\{{'),
        ("{{env.EMPTY}}", ""),
        ("{{now}}", "2026-01-31T00:00:00.000Z"),
        ("{{now.unix}}", 1769817600),
        ("{{random.uuid}}", "6f1c"),
        ("{{1.event.items | [?on].id | [0]}}", 7),
        ("{{1.event.items|sum([].id)}}", Number("15.0")),
        ("{{1.event | {a: n, b: {c: big}}}}", {"a": Number("1.10"), "b": {"c": 2**80}}),
        ("{{1.event.gone? | type(@)}}", "null"),
    ],
)
def test_a_lone_reference_keeps_its_type(text: str, expected: Any) -> None:
    assert same(value(text), expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" {{1.event.n}}", " 1.10"),
        ("{{1.event.n}}{{1.event.n}}", "1.101.10"),
        ("n={{1.event.n}};", "n=1.10;"),
        ("{{{1.event.n}}}", "{1.10}"),
        ("{{1.event.big}}!", f"{2**80}!"),
        ("[{{1.event.nothing}}]", "[]"),
        ("{{1.event.items}}.", '[{"id":7,"on":true},{"id":8.0,"on":false}].'),
        ("{{1.event.text}}.", 'say "hi" 😀 {{1.event.n}} \\{{.'),
        (r"\{{1.event.n}}", "{{1.event.n}}"),
        (r"\\{{1.event.n}}", r"\\1.10"),
        (r"\\\{{1.event.n}} {{env.BASE}}", r"\\{{1.event.n}} https://h"),
    ],
)
def test_mixed_with_text_it_becomes_text(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{1.event.gone?}}", None),
        ("{{1.gone.deeper.still?}}", None),
        ("{{9.response?}}", None),
        ("{{env.GONE?}}", None),
        ("{{self.pageToken?}}", None),
        ("{{1.event.n?}}", Number("1.10")),
        ("{{9.x? ?? 1.event.nothing ?? 1.event.n}}", Number("1.10")),
        ("{{9.x???1.event.n}}", Number("1.10")),
        ("{{1.event.n??9.x}}", Number("1.10")),
        ("{{9.x? ?? 8.x?}}", None),
        ("{{env.EMPTY ?? 1.event.n}}", ""),
        ("{{9.x? ?? 1.event.items | [].id}}", [7, Number("8.0")]),
        ("a{{9.x?}}b", "ab"),
    ],
)
def test_optional_and_first_that_is_not_null(text: str, expected: Any) -> None:
    assert same(value(text), expected)


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("a {{9.x}}", "9.x", "step 9 has no output"),
        ("{{3.x}}", "3.x", r"step 3 \(Get\) has no output"),
        ("{{9.x? ?? 8.x}}", "8.x", "step 8 has no output"),
        ("{{1.event.itms}}", "1.event.itms", "Did you mean “items”"),
        ("{{env.BAS}}", "env.BAS", "environment “Local” has no variable “BAS”"),
        ("{{1.event.n | keys(@)}}", "1.event.n", r"keys\(\) takes object, not number"),
        ("{{1.event | nope(@)}}", "1.event", r"cannot be worked out: Unknown function: nope\(\)"),
    ],
)
def test_what_has_no_value_stops(text: str, path: str, message: str) -> None:
    for landing in Landing:
        with pytest.raises(UnresolvedReference, match=message) as caught:
            parse(text).render(SCOPE, landing)
        assert caught.value.path == path


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("ab {{", 3, "not closed"),
        ("ab {{}}", 5, "braces are empty"),
        ("ab {{  }}", 7, "braces are empty"),
        ("ab {{foo}}", 5, "“foo” is no reference"),
        ("ab {{1.x y}}", 9, "“y” is not expected here"),
        ("ab {{1.x?.y}}", 9, "“.y” is not expected here"),
        ("ab {{1.x ?? }}", 12, "A reference is expected here$"),
        ("ab {{1.x ?? foo}}", 12, "“foo” is no reference"),
        ("ab {{1.x ?}}", 9, r"Put one \? directly after the reference"),
        ("ab {{1.x | }}", 10, "JMESPath expression is expected"),
        ("ab {{1.x | a b}}", 10, "JMESPath expression cannot be read: Unexpected token: b"),
        ("ab {{1.x || a}}", 10, "JMESPath expression cannot be read"),
    ],
)
def test_what_cannot_be_read_is_placed(text: str, position: int, message: str) -> None:
    with pytest.raises(TemplateError, match=message) as caught:
        parse(text)
    assert caught.value.position == position


def test_what_a_template_tells_about_itself() -> None:
    text = r"\{{x}} {{1.a ?? env.B?}}, {{ 2.c | d }}"
    template = parse(text)
    assert template.text == text
    assert [text[start:end] for start, end in template.spans] == [
        "{{1.a ?? env.B?}}",
        "{{ 2.c | d }}",
    ]
    assert template.references == (
        Reference("1", ("a",)),
        Reference("env", ("B",), optional=True),
        Reference("2", ("c",)),
    )
    assert template.lone is None
    assert template.pieces[0] == "{{x}} "
    lone = parse("{{1.a | b}}").lone
    assert lone is not None
    assert lone.source == "1.a | b"
    assert lone.jmespath is not None


def test_reading_a_text_again_costs_nothing() -> None:
    assert parse("{{1.event.n}} once") is parse("{{1.event.n}} once")


@given(json_values)
def test_what_goes_in_comes_out(content: Any) -> None:
    scope = Values(outputs={1: {"v": content}}, environment={"E": "x"})
    assert same(parse("{{1.v}}").value(scope), content)
    assert same(parse("{{1.v | @}}").value(scope), content)
    assert same(parse("{{2.gone? ?? 1.v}}").value(scope), content)
    assert parse("<{{1.v}}|{{env.E}}>").value(scope) == f"<{text_of(content)}|x>"


@given(st.lists(texts | st.integers(0, 3), min_size=1, max_size=5), json_values)
def test_every_path_is_found(path: list[Segment], content: Any) -> None:
    nested = content
    for segment in reversed(path):
        nested = [None] * segment + [nested] if isinstance(segment, int) else {segment: nested}
    text = f"{{{{{Reference('4', tuple(path))}}}}}"
    assert same(parse(text).value(Values(outputs={4: nested})), content)


@given(texts)
def test_answers_are_never_scanned(content: str) -> None:
    scope = Values(outputs={1: {"v": content}})
    assert parse("{{1.v}}{{1.v}}").render(scope) == content + content
    written = parse('["{{1.v}}",{{1.v}}]').render(scope, Landing.JSON)
    assert written == f"[{compact(content)},{compact(content)}]"


@given(texts)
def test_plain_text_is_itself_when_escaped(content: str) -> None:
    plain = content.replace("\\", "/")
    assert parse(plain.replace("{{", "\\{{")).value(Values()) == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{1.a}} {{2.b}} {{3.c}}", "{{11.a}} {{1.b}} {{3.c}}"),
        ("{{ 2 [0] }}", "{{ 1 [0] }}"),
        ("{{2[0].x? ?? 1 | [?a == `2`] | @}}", "{{1[0].x? ?? 11 | [?a == `2`] | @}}"),
        ('{{1["2.a"].2.1}}', '{{11["2.a"].2.1}}'),
        (r"\{{1.a}} \\{{1.a}}", r"\{{1.a}} \\{{11.a}}"),
        ("{{{1.a}}}", "{{{11.a}}}"),
        ("{{12.a}}{{21.a}}", "{{12.a}}{{21.a}}"),
        ("{{env.A}} {{now}} 1.a {1.a}", "{{env.A}} {{now}} 1.a {1.a}"),
        ("{{1.a}} {{foo 1}} {{1.b | [}} {{1", "{{11.a}} {{foo 1}} {{1.b | [}} {{1"),
        ("{{1.a b}} {{1.a | ~}}", "{{11.a b}} {{11.a | ~}}"),
    ],
)
def test_rewrite_changes_step_numbers_alone(text: str, expected: str) -> None:
    assert rewrite(text, {1: 11, 2: 1}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{env.A}}{{ env.A? }}{{env['A']|x}}", "{{env.B}}{{ env.B? }}{{env.B|x}}"),
        ("{{1.x? ?? env.A}}", "{{1.x? ?? env.B}}"),
        ("{{env.AA}} env.A {{1.env.A}} \\{{env.A}}", "{{env.AA}} env.A {{1.env.A}} \\{{env.A}}"),
        ("{{env.A}} {{", "{{env.B}} {{"),
    ],
)
def test_rename_variable(text: str, expected: str) -> None:
    assert rename_variable(text, "A", "B") == expected


def test_a_new_name_is_quoted_when_it_must_be() -> None:
    assert rename_variable("{{env.A}}", "A", "b c") == '{{env["b c"]}}'
    assert rename_variable('{{env["b c"]}}', "b c", "0") == '{{env["0"]}}'
    assert rename_variable('{{env["0"]}} {{env.0}}', "0", "A") == "{{env.A}} {{env.A}}"


pieces = st.lists(
    texts.map(lambda text: text.replace("\\", "").replace("{", "("))
    | st.integers(1, 3).map(lambda step: ("{{ %d[0].a? | [?b] }}", step)),
)


@given(pieces)
def test_rewrite_leaves_everything_else_byte_for_byte(parts: list[Any]) -> None:
    numbers = {1: 2, 2: 3, 3: 1}

    def written(change: dict[int, int]) -> str:
        return "".join(p if isinstance(p, str) else p[0] % change[p[1]] for p in parts)

    assert rewrite(written({1: 1, 2: 2, 3: 3}), numbers) == written(numbers)


@given(st.text(st.sampled_from("{}\\\"'`[]()|?. 12envA")))
def test_rewriting_to_the_same_is_the_same(text: str) -> None:
    assert rewrite(text, {1: 1, 2: 2, 12: 12}) == text
    there = rename_variable(text, "A", "Z")
    assert rename_variable(there, "Z", "A") == text or "[" in text


TOKENS = [
    *[
        "1",
        ".",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "|",
        "&",
        "@",
        "*",
        "!",
        "<",
        ":",
        ",",
        "'",
        '"',
        "\\",
        "?",
        "??",
        "?.",
    ],
    *[
        "event",
        "n",
        "items",
        "-1",
        "0",
        "['a']",
        "[?n]",
        "`1.10`",
        "sum(",
        "sort(",
        "&n",
        "==",
        "{{",
        "}}",
        "env",
        "now",
        "self",
        "[::0]",
    ],
    " ",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=10).map("".join), st.sampled_from(Landing))
def test_whatever_is_typed_ends_in_text_or_a_named_fault(typed: str, landing: Landing) -> None:
    try:
        result = parse(f"{{{{1.event | {typed}}}}}").render(SCOPE, landing)
    except TemplateError as fault:
        result = fault.message
    except UnresolvedReference as fault:
        result = fault.message
    assert isinstance(result, str)
