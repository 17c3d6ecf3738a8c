"""JavaScript functions in real workers."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from builder.model.json_text import parse

RETURN = "function yourFunction(parameters) {{ return {0}; }}"


async def test_integers_arrive_as_bigint_and_keep_their_digits(javascript: Any) -> None:
    code = (
        "function yourFunction({ big, small }) {"
        " return [big, typeof big, big + 1n, small, typeof small]; }"
    )
    given = {"big": 2**80, "small": 2**53 - 1}
    assert await javascript(code, given) == [
        2**80, "bigint", 2**80 + 1, 2**53 - 1, "number",
    ]  # fmt: skip


async def test_decimals_that_are_handed_through_keep_their_digits(javascript: Any) -> None:
    given = parse('{"a": [1.10, 0.12345678901234567890, 1e400, 5.00], "b": -0.5}')
    result = await javascript(RETURN.format("[parameters.a, parameters.b * 2.5]"), given)
    assert [str(item) for item in result[0]] == ["1.10", "0.12345678901234567890", "1e400", "5"]
    assert str(result[1]) == "-1.25"


async def test_digits_that_could_be_two_decimals_are_the_shortest(javascript: Any) -> None:
    result = await javascript(RETURN.format("parameters.a"), parse('{"a": [1.10, 1.100]}'))
    assert [str(item) for item in result] == ["1.1", "1.1"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("undefined", "returned nothing (undefined)"),
        ("() => 1", "result is a function"),
        ("{ a: [1, NaN] }", "result.a[1] is NaN"),
        ("1 / 0", "result is Infinity"),
        ("(() => { const a = { b: {} }; a.b.c = a; return a; })()", "result.b.c is an object that"),
        ("[new Map()]", "result[0] is a Map"),
        ("new Uint8Array(2)", "an array of bytes"),
        ("Symbol('x')", "result is a symbol"),
        ("(() => { let a = 1; for (let i = 0; i < 1e5; i++) a = [a]; return a; })()", "too deep"),
    ],
)
async def test_results_that_are_no_json(javascript: Any, fault: Any, value: str, said: str) -> None:
    error = await fault(javascript(RETURN.format(f"({value})")))
    assert error.kind == "function-result"
    assert said in error.message


async def test_results_follow_json_stringify_where_it_loses_nothing(javascript: Any) -> None:
    code = RETURN.format(
        "({ u: undefined, l: [undefined, null], d: new Date(0), e: 'é', 'ü-1': -0 })"
    )
    assert await javascript(code) == {
        "l": [None, None], "d": "1970-01-01T00:00:00.000Z", "e": "é", "ü-1": 0,
    }  # fmt: skip


async def test_promises_and_timers(javascript: Any) -> None:
    code = (
        "async function yourFunction() {"
        " await new Promise((done) => setTimeout(done, 20)); return 'later'; }"
    )
    assert await javascript(code) == "later"


@pytest.mark.parametrize(
    ("code", "place", "said"),
    [
        ("function yourFunction() {\n  return nope.a;\n}", "Line 2, column 3", "ReferenceError"),
        ("function yourFunction() { nope(); }", "Line 1, column 27", "nope is not defined"),
        ("function yourFunction() {\n  let x = ;\n}", "Line 2, column 11", "SyntaxError"),
        ("let x = ;", "Line 1, column 9", "SyntaxError"),
        ("function yourFunction() {\n  if (1) {\n", "Line 3, column 1", "SyntaxError"),
        (
            "async function yourFunction() {\n  await null;\n  throw new TypeError('é');\n}",
            "Line 3, column 9",
            "TypeError: é",
        ),
        ("function yourFunction() { throw { why: 1 }; }", "", '{"why":1}'),
        ("const other = 1;", "", "There is no function yourFunction"),
        ("function yourFunction() { const f = () => f(); f(); }", "Line 1", "call stack"),
    ],
)
async def test_errors_have_their_place(
    javascript: Any, fault: Any, code: str, place: str, said: str
) -> None:
    error = await fault(javascript(code))
    assert error.kind == "function-error"
    assert error.message.startswith(place)
    assert said in error.message
    assert await javascript(RETURN.format("1")) == 1


@pytest.mark.parametrize(
    "code",
    [
        "function yourFunction() { while (true) {} }",
        "async function yourFunction() { await new Promise(() => {}); }",
        "async function yourFunction() { await null; for (;;) {} }",
        "async function yourFunction() {"
        " await new Promise(() => setTimeout(() => { for (;;) {} }, 1)); }",
        "for (;;) {} function yourFunction() {}",
    ],
)
async def test_what_never_ends_is_ended(javascript: Any, fault: Any, code: str) -> None:
    began = time.monotonic()
    error = await fault(javascript(code, seconds=0.3))
    assert error.kind == "function-timeout"
    assert "0.3 s" in error.message
    assert time.monotonic() - began < 20
    assert await javascript(RETURN.format("1")) == 1


@pytest.mark.parametrize(
    "work",
    [
        "new Uint8Array(2 ** 31 - 1).fill(1).length",
        "Array.from({ length: 64 }, () => new Uint8Array(2 ** 25).fill(1)).length",
        "(() => { const a = []; for (;;) a.push(new Array(1000).fill(Math.random())); })()",
        "(() => { let s = 'x'; for (;;) { s += s + 'y'; s.charCodeAt(5); } })()",
    ],
)
async def test_memory_is_bounded(javascript: Any, fault: Any, work: str) -> None:
    error = await fault(javascript(RETURN.format(work), megabytes=64))
    assert error.kind in ("function-memory", "function-error")
    if error.kind == "function-error":
        assert "Invalid string length" in error.message  # V8's own limit came first
    else:
        assert "64 MB" in error.message
    assert await javascript(RETURN.format("1"), megabytes=64) == 1


async def test_a_function_has_the_memory_it_was_given(javascript: Any) -> None:
    work = "Array.from({ length: 6 }, () => new Uint8Array(2 ** 25).fill(1)).length"
    assert await javascript(RETURN.format(work), megabytes=256) == 6


async def test_the_console_goes_to_the_log(javascript: Any) -> None:
    lines: list[str] = []
    code = (
        "function yourFunction() { console.log('a', 1, 2n, { b: [true] }); console.warn('w');"
        " console.error(new Error('e')); console.info(undefined); return 1; }"
    )
    await javascript(code, log=lines.append)
    assert lines == ['a 1 2n {"b":[true]}', "Warning: w", "Error: Error: e", "undefined"]


async def test_the_log_is_bounded_and_kept_when_time_runs_out(javascript: Any, fault: Any) -> None:
    lines: list[str] = []
    code = "function yourFunction() { for (;;) console.log('again'); }"
    error = await fault(javascript(code, log=lines.append, seconds=0.5))
    assert error.kind == "function-timeout"
    assert 900 < len(lines) <= 1001
    assert lines[-1] == "More was written, which is left out."


async def test_calls_do_not_leak_into_each_other(javascript: Any) -> None:
    code = (
        "let count = 0; function yourFunction() {"
        " count += 1; globalThis.seen = (globalThis.seen ?? 0) + 1; implicit = 1;"
        " return [count, globalThis.seen]; }"
    )
    for _ in range(3):
        assert await javascript(code) == [1, 1]
    assert await javascript(RETURN.format("typeof implicit")) == "undefined"


async def test_timers_end_with_their_call(javascript: Any) -> None:
    code = (
        "const made = []; function yourFunction({ wait }) {"
        " if (wait) return new Promise((done) => setTimeout(() => done(Array.late ?? 0), 80));"
        " setTimeout(() => { Array.late = 1; }, 20); return 0; }"
    )
    await javascript(code, {"wait": False})
    assert await javascript(code, {"wait": True}) == 0


async def test_there_is_nothing_but_the_language(javascript: Any) -> None:
    names = "['require', 'process', 'fetch', 'XMLHttpRequest', 'Deno', 'module', 'WebSocket']"
    code = RETURN.format(f"{names}.filter((name) => typeof globalThis[name] !== 'undefined')")
    assert await javascript(code) == []


async def test_large_values_go_through(javascript: Any) -> None:
    given = {"text": "x" * 3_000_000, "list": list(range(50_000))}
    assert await javascript(RETURN.format("parameters"), given) == given


async def test_calls_run_beside_each_other(javascript: Any) -> None:
    code = "async function yourFunction({ n }) { await null; return n * 2; }"
    found = await asyncio.gather(*(javascript(code, {"n": n}) for n in range(20)))
    assert found == [n * 2 for n in range(20)]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("function yourFunction() { JSON.stringify = () => 'x'; return { a: 'b' }; }", ""),
        ("function yourFunction() { JSON.parse = null; return { a: 'b' }; }", ""),
        (
            "function yourFunction() { Array.prototype.join = () => '\\n\\n'; return [1]; }",
            "function-result",
        ),
        ("function yourFunction() { return '\\ud800'; }", "function-result"),
        ("function yourFunction() { console.log('\\ud800'); return { a: 'b' }; }", ""),
        (
            "function yourFunction() { throw new Proxy({}, { get() { throw 1; } }); }",
            "function-error",
        ),
        (
            "function yourFunction() { Error.prepareStackTrace = () => { throw 1; }; nope(); }",
            "function-error",
        ),
    ],
)
async def test_meddling_with_the_language_harms_nobody_else(
    javascript: Any, fault: Any, code: str, kind: str
) -> None:
    if kind:
        assert (await fault(javascript(code))).kind == kind
    else:
        assert await javascript(code) == {"a": "b"}
    assert await javascript(RETURN.format("JSON.parse('[1]')")) == [1]
