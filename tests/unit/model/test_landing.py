"""Values are escaped for the place they land in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.model.json_text import compact, parse
from builder.model.landing import Landing, text_of
from builder.model.number import Number
from builder.model.scope import UnresolvedReference, Values
from builder.model.template import parse as template
from tests.support.json_values import json_values, same, scalars, texts


def render(text: str, value: Any, landing: Landing) -> str:
    """The text with `{{1.v}}` standing for the value."""
    return template(text).render(Values(outputs={1: {"v": value}}), landing)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is {{1.v}}", "as it is {{1.v}}"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (2**80, f"{2**80}"),
        (Number("1.10"), "1.10"),
        (1.5, "1.5"),
        ({"a": [Number("1.10"), "é"]}, '{"a":[1.10,"é"]}'),
        ([], "[]"),
    ],
)
def test_plain_text(value: Any, text: str) -> None:
    assert text_of(value) == text
    for landing in (Landing.PLAIN, Landing.HEADER, Landing.FORM):
        assert render("<{{1.v}}>", value, landing) == f"<{text}>"


def test_query_cells_are_percent_encoded() -> None:
    assert (
        render("{{1.v}}", "a b&c=d#é/+%2F~", Landing.QUERY) == "a%20b%26c%3Dd%23%C3%A9%2F%2B%252F~"
    )
    assert render("x {{1.v}}", None, Landing.QUERY) == "x "
    assert render("{{1.v}}", {"a": Number("1.10")}, Landing.QUERY) == "%7B%22a%22%3A1.10%7D"


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("{{1.v}}", "https://h:1/a?b=c d", "https://h:1/a?b=c d"),
        ("{{1.v}}/x", "https://h/a", "https://h/a/x"),
        ("{{1.v}}{{1.v}}", "http://h/", "http://h/http%3A%2F%2Fh%2F"),
        ("/users/{{1.v}}", "a/b?c", "/users/a%2Fb%3Fc"),
        ("https://{{1.v}}/x", "api.example.com:8080", "https://api.example.com:8080/x"),
        ("https://{{1.v}}/x", "[::1]:80", "https://[::1]:80/x"),
        ("https://{{1.v}}/x", "bücher.example", "https://bücher.example/x"),
        ("https://{{1.v}}/x", "evil.example/?", "https://evil.example%2F%3F/x"),
        ("https://{{1.v}}/x", "u:p@evil.example", "https://u:p%40evil.example/x"),
        ("https://a.{{1.v}}.b:{{1.v}}/{{1.v}}", "x:y", "https://a.x:y.b:x:y/x%3Ay"),
        ("{{1.v}}://h/{{1.v}}", "http", "http://h/http"),
        ("{{1.v}}://{{1.v}}/", "a/b", "a/b://a%2Fb/"),
        ("https://h?u=http://{{1.v}}", "a/b", "https://h?u=http://a%2Fb"),
        ("https://h/{{1.v}}", ".10", "https://h/.10"),
    ],
)
def test_urls(text: str, value: str, expected: str) -> None:
    assert render(text, value, Landing.URL) == expected


@given(scalars)
def test_path_segments_and_query_values_come_out_as_they_went_in(value: Any) -> None:
    url = urlsplit(render("https://h/a/{{1.v}}/b?x={{1.v}}&y=1", value, Landing.URL))
    assert url.netloc == "h"
    parts = url.path.split("/")
    assert (len(parts), unquote(parts[2])) == (4, text_of(value))
    assert parse_qsl(url.query, keep_blank_values=True) == [("x", text_of(value)), ("y", "1")]


@given(json_values)
def test_json_outside_quotes_is_the_value_itself(value: Any) -> None:
    found = parse(render('{"a": {{1.v}}, "b": [{{1.v}}]}', value, Landing.JSON))
    assert same(found, {"a": value, "b": [value]})


@given(json_values)
def test_json_inside_quotes_is_text(value: Any) -> None:
    found = parse(render('{"a\\"{{1.v}}": "x{{1.v}}\\\\{{1.v}}"}', value, Landing.JSON))
    text = text_of(value)
    assert found == {f'a"{text}': f"x{text}\\{text}"}


@given(st.lists(scalars | texts, max_size=5))
def test_json_with_many_gaps(values: list[Any]) -> None:
    names = [f"v{index}" for index in range(len(values))]
    body = ",".join(f'"{name}{{{{1.{name}}}}}":{{{{1.{name}}}}}' for name in names)
    scope = Values(outputs={1: dict(zip(names, values, strict=True))})
    found = parse(template(f"{{{body}}}").render(scope, Landing.JSON))
    expected = {name + text_of(value): value for name, value in zip(names, values, strict=True)}
    assert same(found, expected)


def test_json_null_is_nothing_inside_quotes() -> None:
    assert render('[{{1.v}},"{{1.v}}"]', None, Landing.JSON) == '[null,""]'


def test_json_digits_and_characters_are_kept() -> None:
    value = {"n": Number("1.10"), "big": 2**80, "é": "😀"}
    assert render("{{1.v}}", value, Landing.JSON) == compact(value)


def test_json_in_json_in_quotes() -> None:
    found = json.loads(render('{"text": "{{1.v}}"}', {"a": 'say "hi"\n'}, Landing.JSON))
    assert json.loads(found["text"]) == {"a": 'say "hi"\n'}


XML_REFUSED = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))


@given(texts)
def test_xml_content_attributes_and_cdata(text: str) -> None:
    assume(not set(text) & set(XML_REFUSED))
    source = (
        "<?xml version='1.0'?><!-- <a> {{1.v?}} -->".replace("{{1.v?}}", "'")
        + "<r a=\"{{1.v}}\" b='>{{1.v}}'>{{1.v}}<i/>{{1.v}}"
        + "<c><![CDATA[{{1.v}}]]></c><d>{{1.v}}</d></r>"
    )
    root = ElementTree.fromstring(render(source, text, Landing.XML))
    assert root.get("a") == text
    assert root.get("b") == ">" + text
    assert (root.text or "") == text
    assert (root[0].tail or "") == text
    assert (root[1].text or "").replace("\r\n", "\n").replace("\r", "\n") == text.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")
    assert (root[2].text or "") == text


def test_xml_numbers_and_objects() -> None:
    assert render("<a>{{1.v}}</a>", Number("1.10"), Landing.XML) == "<a>1.10</a>"
    assert render("<a>{{1.v}}</a>", None, Landing.XML) == "<a></a>"
    assert render("<a>{{1.v}}</a>", {"b": 1}, Landing.XML) == "<a>{&quot;b&quot;:1}</a>"


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\ufffe"])
def test_xml_refuses_characters_it_cannot_hold(character: str) -> None:
    with pytest.raises(UnresolvedReference, match=f"U\\+{ord(character):04X}") as caught:
        render("<a>{{1.v}}</a>", character, Landing.XML)
    assert caught.value.path == "1.v"


@pytest.mark.parametrize(
    "landing", [Landing.JSON, Landing.QUERY, Landing.URL, Landing.XML, Landing.GRAPHQL]
)
def test_half_a_surrogate_pair_is_refused(landing: Landing) -> None:
    with pytest.raises(UnresolvedReference, match="cannot stand here"):
        render("x{{1.v}}", "\ud800", landing)


@pytest.mark.parametrize("landing", list(Landing))
def test_landings_differ_although_the_text_is_the_same(landing: Landing) -> None:
    expected = {
        Landing.PLAIN: 'x"&é',
        Landing.HEADER: 'x"&é',
        Landing.FORM: 'x"&é',
        Landing.URL: "x%22%26%C3%A9",
        Landing.QUERY: "x%22%26%C3%A9",
        Landing.JSON: 'x"\\"&é"',
        Landing.XML: "x&quot;&amp;é",
        Landing.GRAPHQL: 'x"\\"&é"',
    }
    assert render("x{{1.v}}", '"&é', landing) == expected[landing]
