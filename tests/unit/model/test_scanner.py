"""Braces are found, quotes and brackets inside them respected, backslashes counted."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.scanner import Braces, TemplateError, scan


def pieces(text: str) -> list[str | tuple[str]]:
    """Plain pieces as text, braces as a tuple of their source."""
    return [piece if isinstance(piece, str) else (piece.source,) for piece in scan(text)]


def scanned(text: str) -> tuple[list[str | Braces], TemplateError | None]:
    """What is found, and the fault that ended the search."""
    found: list[str | Braces] = []
    try:
        found.extend(scan(text))
    except TemplateError as error:
        return found, error
    return found, None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("no { braces } }}", ["no { braces } }}"]),
        ("{{a}}", [("a",)]),
        ("x{{ a }}y{{b}}", ["x", (" a ",), "y", ("b",)]),
        ("{{a}}{{b}}", [("a",), ("b",)]),
        ("{{a}}}}", [("a",), "}}"]),
        ('{"o":{"k":{{a}}}}', ['{"o":{"k":', ("a",), "}}"]),
        ("{{{a}}}", ["{", ("a",), "}"]),
        ("{{{{a}}}}", ["{{", ("a",), "}}"]),
        ("{{a | {b: {c: d}}}}", [("a | {b: {c: d}}",)]),
        ("{{a | [?b=='}}'].c}}", [("a | [?b=='}}'].c",)]),
        ('{{a["}}"]}}', [('a["}}"]',)]),
        (r'{{a["\"}}"]}}', [(r'a["\"}}"]',)]),
        ("{{a | `{\"b\":'}}'}`}}", [("a | `{\"b\":'}}'}`",)]),
        ("{{a\n| b}}", [("a\n| b",)]),
    ],
)
def test_pieces(text: str, expected: list[str | tuple[str]]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("backslashes", "before", "is_reference"),
    [(0, 0, True), (1, 0, False), (2, 2, True), (3, 2, False), (4, 4, True), (5, 4, False)],
)
def test_an_odd_number_of_backslashes_makes_braces_literal(
    backslashes: int, before: int, is_reference: bool
) -> None:
    text = "x" + "\\" * backslashes + "{{a}}"
    kept = "x" + "\\" * before
    assert pieces(text) == ([kept, ("a",)] if is_reference else [kept + "{{a}}"])


def test_backslashes_elsewhere_are_text() -> None:
    assert pieces(r"C:\a\{b\}\}} {{a}}\{{\\") == [r"C:\a\{b\}\}} ", ("a",), r"{{\\"]


def test_spans_are_offsets_in_the_text_as_written() -> None:
    text = r"\{{x}} {{{ab}}"
    (braces,) = (piece for piece in scan(text) if isinstance(piece, Braces))
    assert text[braces.start : braces.end] == "{{ab}}"
    assert text[braces.inside :].startswith("ab")


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("ab {{1.x", 3, r"This {{ is not closed: add }}, or write \{{ to keep it as text"),
        ("{{1.x}", 0, r"This {{ is not closed: add }}, or write \{{ to keep it as text"),
        ("{{1[0 }}", 3, "This [ inside the braces is not closed: add ]"),
        ("{{1|(a[0}} ]", 6, "This [ inside the braces is not closed: add ]"),
        ("{{1|(a]}}", 4, "This ( inside the braces is not closed: add )"),
        ("{{1['a }}", 4, "The quote ' inside the braces is not closed: add another"),
        ("{{a}} {{it's}}", 10, "The quote ' inside the braces is not closed: add another"),
    ],
)
def test_what_is_not_closed_is_named(text: str, position: int, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        list(scan(text))
    fault = pickle.loads(pickle.dumps(caught.value))
    assert (fault.position, fault.message, str(fault)) == (position, message, message)


@given(st.text(st.sampled_from("{}\\\"'`[]()ab")))
def test_nothing_but_one_backslash_for_each_literal_is_lost(text: str) -> None:
    found, fault = scanned(text)
    if fault is not None:
        assert 0 <= fault.position < len(text)
        return
    written = "".join(p if isinstance(p, str) else text[p.start : p.end] for p in found)
    assert written.replace("\\", "") == text.replace("\\", "")
    assert len(text) - len(written) <= text.count("\\{{")
    assert all(piece for piece in found)


@given(st.text())
def test_escaped_text_is_itself_again(text: str) -> None:
    plain = text.replace("\\", "/")
    assert "".join(map(str, scan(plain.replace("{{", "\\{{")))) == plain


@pytest.mark.parametrize("unit", ["\\", "{", "{{a}}", '{{["', "{{`", "{{(", "\\{{", "{{'a'"])
def test_time_grows_with_the_text_not_with_its_square(unit: str) -> None:
    text = unit * 100_000
    start = time.process_time()
    found, fault = scanned(text)
    assert found or fault
    assert time.process_time() - start < 5
