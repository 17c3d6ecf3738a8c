"""URL and query as one thing, whatever is typed: both ways, nothing twice, and on the wire."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, unquote_to_bytes

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.model.rows import Row
from builder.model.scanner import TemplateError
from builder.model.template import parse
from builder.model.url import encoded_address, encoded_cell, join, resolved_url, split
from tests.support.fuzzing import fuzzed
from tests.support.hostile import HostileServer
from tests.support.running import fields, flow, ran, request

MARKS = "?&=#%/+;:@!$'()*,[]{}|\\\"<>^`~-._ äß€𝄞\t"
ANY = st.characters(exclude_categories=["Cs"])
ODD = st.text(st.sampled_from(MARKS + "aZ09") | ANY, max_size=12)
PIECE = st.one_of(
    ODD,
    st.sampled_from(["%2F", "%zz", "%", "+", "%2b", "{{1.a}}", '{{1.b["&=#?"]}}', "{{", "}}", "a"]),
)
TYPED = st.lists(PIECE, max_size=8).map("".join)
CELL = st.lists(PIECE, max_size=3).map("".join)
ROWS = st.lists(st.builds(Row, key=CELL, value=CELL, enabled=st.booleans()), max_size=5).map(tuple)
PLAIN = st.text(st.sampled_from(MARKS + "aZ09"), max_size=10)
VALUES = st.text(ANY, max_size=12)


def is_open(text: str) -> bool:
    """Whether a reference in it is still being typed: it takes the rest of the text."""
    try:
        return parse(text) is None
    except TemplateError:
        return True


def cells(rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    return [(row.key, row.value) for row in rows if row.enabled and row.key]


@fuzzed("typed URLs taken apart and put together")
@given(typed=TYPED)
def test_what_was_taken_apart_stays_the_same(typed: str) -> None:
    assume(not is_open(typed))
    url, rows = split(typed)
    shown = join(url, rows)
    assert cells(split(shown, rows)[1]) == cells(rows)
    assert join(*split(shown)) == shown


@fuzzed("typed URLs, a key at a time")
@given(typed=TYPED, before=ROWS)
def test_typing_ends_where_pasting_does(typed: str, before: tuple[Row, ...]) -> None:
    """And rows that are only in the table stay in it, in their order."""
    rows = before
    for end in range(len(typed) + 1):
        _, rows = split(typed[:end], rows)
    pasted = split(typed)
    assert cells(rows) == cells(pasted[1])
    kept = [row for row in before if not row.enabled or not row.key]
    assert [row for row in rows if not row.enabled or not row.key] == kept


@fuzzed("query rows edited beside their URL")
@given(
    base=st.sampled_from(["http://x/", "{{env.base}}/a", "http://x/#f", "http://x/?"]), rows=ROWS
)
def test_rows_come_back_as_they_are(base: str, rows: tuple[Row, ...]) -> None:
    assume(not any(is_open(row.key) or is_open(row.value) for row in rows))
    shown = join(base, rows)
    url, again = split(shown, rows)
    assert [row is old for row, old in zip(again, rows, strict=True)] == [True] * len(rows)
    assert join(url, again) == shown


@fuzzed("addresses encoded twice")
@given(path=ODD, query=st.lists(st.tuples(ODD, ODD), max_size=3))
def test_nothing_is_encoded_twice(path: str, query: list[tuple[str, str]]) -> None:
    rows = tuple(Row(key=key, value=value) for key, value in query if "{{" not in key + value)
    assume("{{" not in path and not set(path) & set("?#") and not path[-1:].isspace())
    once = resolved_url(f"http://x/{path}", rows, fields())
    assert once.isascii()
    assert not set(once) & set(' "<>\\^`{}#')
    assert encoded_address(once) == once
    assert resolved_url(*split(once), fields()) == once
    for row in rows:
        assert encoded_cell(encoded_cell(row.value)) == encoded_cell(row.value)


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with HostileServer() as server:  # it answers 404 and keeps targets to the byte
        yield server


def target_of(server: HostileServer, url: str, query: list[dict[str, str]], **event: str) -> str:
    """What a server got as the target when a step with this URL and query had run."""
    step = request(2, url, query=query, failure={"go_on": True})
    with TemporaryDirectory() as folder:
        what = asyncio.run(ran(flow(step), Path(folder), event=event))
    end = what.step(2)
    assert end.error is None or end.error.kind == "http-status"
    target = server.received[-1].target
    assert end.exchanges[0].url == server.url + target
    return target


@fuzzed("requests sent: the target that a server got")
@given(path=PLAIN, query=st.lists(st.tuples(PLAIN, PLAIN), max_size=3))
def test_the_resolved_url_is_what_goes_on_the_wire(
    server: HostileServer, path: str, query: list[tuple[str, str]]
) -> None:
    texts = (path, *(text for row in query for text in row))
    assume(not any("{{" in text for text in texts))
    assume(not path[-1:].isspace() and not set(path) & set("?#"))
    rows = [{"key": key, "value": value} for key, value in query]
    url = f"{server.url}/{path}"
    shown = resolved_url(url, tuple(Row(**row) for row in rows), fields())
    assert server.url + target_of(server, url, rows) == shown


@fuzzed("values in path and query: what a server read")
@given(before=st.sampled_from(["", "a", "%20", "+"]), value=VALUES)
def test_a_server_reads_the_very_value(server: HostileServer, before: str, value: str) -> None:
    query = [{"key": "q", "value": f"{before}{{{{1.event.v}}}}"}]
    target = target_of(server, f"{server.url}/p/{{{{1.event.v}}}}/e", query, v=value)
    path, _, rest = target.partition("?")
    assert path.count("/") == 3
    assert unquote_to_bytes(path[len("/p/") : -len("/e")]) == value.encode()
    assert rest.startswith(f"q={before}")
    assert unquote(rest[len(f"q={before}") :]) == value
