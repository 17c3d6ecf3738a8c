from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.rows import Row
from builder.model.step import StepError
from builder.model.url import encoded_cell, join, origin, resolved_url, split, url_problem
from tests.support.running import fields


def cells(rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    return [(row.key, row.value) for row in rows]


@pytest.mark.parametrize(
    ("text", "url", "query"),
    [
        ("https://x/a?b=1&c=%2F+&d", "https://x/a", [("b", "1"), ("c", "%2F+"), ("d", "")]),
        ("https://x/a#frag?b", "https://x/a#frag?b", []),
        ("https://x/a?b=1#frag", "https://x/a#frag", [("b", "1")]),
        ("https://x/a?", "https://x/a?", []),
        ("https://x/a?b=c=d", "https://x/a", [("b", "c=d")]),
        (
            "https://x/{{1.a | [?b==`1`]}}?q={{2.b?}}",
            "https://x/{{1.a | [?b==`1`]}}",
            [("q", "{{2.b?}}")],
        ),
        ('{{env.u}}?k={{1.a["x&y=z"]}}&l=2', "{{env.u}}", [("k", '{{1.a["x&y=z"]}}'), ("l", "2")]),
        ("https://x/{{1.ev?b", "https://x/{{1.ev?b", []),
    ],
)
def test_a_typed_url_is_taken_apart(text: str, url: str, query: list[tuple[str, str]]) -> None:
    base, rows = split(text)
    assert (base, cells(rows)) == (url, query)


@pytest.mark.parametrize(
    "text",
    [
        "https://x/a?b=1&c=%2F+",
        "https://x/a?b=1#frag",
        "https://x/a?",
        "{{env.u}}/{{1.a?}}?q={{2.b?}}",
        "https://x/?a={{1.b}} c",
        "",
    ],
)
def test_what_was_taken_apart_joins_to_the_same(text: str) -> None:
    assert join(*split(text)) == text


TEMPLATED = st.sampled_from(["a", "%2F", " ", "ä", "{{1.a?}}", '{{1.b["&=#?"]}}', "+", "/", "?"])
CELL = st.lists(TEMPLATED, min_size=1, max_size=4).map("".join)


@given(st.lists(st.tuples(CELL, CELL), max_size=4))
def test_joining_and_splitting_rows_loses_nothing(query: list[tuple[str, str]]) -> None:
    rows = tuple(Row(key=key, value=value) for key, value in query)
    url, again = split(join("https://x/p", rows), rows)
    assert url == "https://x/p"
    assert all(new is old for new, old in zip(again, rows, strict=True))


def test_what_would_end_a_cell_is_encoded_in_the_field() -> None:
    rows = (Row(key="a&b", value="1=2#3 {{1.a | [?b=='&']}}"),)
    assert join("http://x/", rows) == "http://x/?a%26b=1%3D2%233 {{1.a | [?b=='&']}}"


def test_rows_that_are_only_in_the_table_stay_where_they_are() -> None:
    off, empty = Row(key="off", value="1", enabled=False), Row(key="", value="draft")
    rows = (Row(key="a", value="1"), off, empty, Row(key="b", value="2"))
    assert join("http://x/", rows) == "http://x/?a=1&b=2"
    _, after = split("http://x/?a=9&b=2&c=3", rows)
    assert cells(after) == [("a", "9"), ("off", "1"), ("", "draft"), ("b", "2"), ("c", "3")]
    assert after[3] is rows[3]
    _, none = split("http://x/", rows)
    assert none == (off, empty)


@pytest.mark.parametrize(
    ("url", "query", "called"),
    [
        ("http://x", [], "http://x/"),
        ("HTTP://x/a b/%2F/+/ü/%zz", [], "HTTP://x/a%20b/%2F/+/%C3%BC/%zz"),
        ("http://x/a#frag", [("q", "1")], "http://x/a?q=1"),
        ("http://x/?a=1", [("b", "2")], "http://x/?a=1&b=2"),
        ("http://x/?", [], "http://x/?"),
        ("http://x/a?b c=d", [], "http://x/a?b%20c=d"),
        ("http://x/", [("a b", "%2F+ &#=ü{}")], "http://x/?a%20b=%2F+%20%26%23%3D%C3%BC%7B%7D"),
        ("http://x/", [("k", "")], "http://x/?k="),
        ("http://x/[1]", [("a[]", "1")], "http://x/[1]?a[]=1"),
        (
            "{{env.base}}/u/{{1.event}}",
            [("q", "{{1.event}}")],
            "https://b/v1/u/a%2Fb%20%25?q=a%2Fb%20%25",
        ),
        ("http://{{env.host}}/", [], "http://h.example:8080/"),
        ("http://müller.example/", [], "http://xn--mller-kva.example/"),
        ("http://[::1]:81/x", [], "http://[::1]:81/x"),
        ("{{env.whole}}", [("c", "3")], "http://x/p?a=1&c=3"),
    ],
)
def test_what_is_called(url: str, query: list[tuple[str, str]], called: str) -> None:
    rows = tuple(Row(key=key, value=value) for key, value in query)
    ctx = fields(
        {1: {"event": "a/b %"}},
        base="https://b/v1",
        host="h.example:8080",
        whole="http://x/p?a=1#f",
    )
    assert resolved_url(url, rows, ctx) == called
    assert origin(called)[0] in ("http", "https")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "empty"),
        ("  ", "space"),
        ("http://x/ ", "space or a line break"),
        ("\nhttp://x/", "space or a line break"),
        ("example.com/x", "no scheme"),
        ("example.com:8080/x", "no scheme"),
        ("localhost:8080", "no scheme"),
        ("/path", "no host"),
        ("https://", "no host"),
        ("https:///x", "no host"),
        ("https:x", "no host"),
        ("https://:80/", "no host"),
        ("ftp://x/", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("javascript:alert(1)", "Only http and https"),
        ("http://a b/", "a space"),
        ("http://a%20b/", "“%”"),
        ("http://a\\b/", "no host name can have"),
        ("http://a<b/", "“<”"),
        ("http://u:p@x/", "user name or password"),
        ("http://x:0/", "port"),
        ("http://x:99999/", "port"),
        ("http://x:abc/", "port"),
        ("http://[::1/", "IPv6|bracket"),
        ("http://[zz]/", "IPv6"),
    ],
)
def test_what_cannot_be_called_is_refused_with_the_reason(url: str, reason: str) -> None:
    problem = url_problem(url)
    assert problem is not None
    with pytest.raises(StepError, match=reason) as raised:
        resolved_url(url, (), fields())
    assert (raised.value.kind, raised.value.field) == ("invalid-url", "url")
    assert raised.value.message == problem


@pytest.mark.parametrize(
    "url",
    ["{{env.base}}", "{{env.scheme}}://x", "http://{{env.h}}:{{env.p}}/{{1.a}}", "https://x.y_z/"],
)
def test_references_may_stand_for_any_part(url: str) -> None:
    assert url_problem(url) is None


def test_braces_that_are_not_closed_are_named() -> None:
    assert "not closed" in (url_problem("http://x/{{1.a") or "")


@pytest.mark.parametrize("host", ["x/y", "u@x", "x y", "x?y", "x#y"])
def test_a_value_cannot_break_out_of_the_host(host: str) -> None:
    with pytest.raises(StepError, match="host"):
        resolved_url("http://{{env.h}}/p", (), fields(h=host))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_encoding_a_cell_twice_changes_nothing(text: str) -> None:
    once = encoded_cell(text)
    assert once.isascii()
    assert encoded_cell(once) == once
    assert not set(once) & set(' &#=<>"\n')
