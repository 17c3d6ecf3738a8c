"""Python functions in real workers."""

from __future__ import annotations

import time
from typing import Any

import pytest

from builder.model.json_text import parse


async def test_values_keep_type_and_digits(python: Any) -> None:
    code = (
        "def your_function(parameters):\n"
        "    a = parameters['a']\n"
        "    return {'a': a, 'sum': a[0] + 1, 'big': 2 ** 100, 't': (1, None, True)}\n"
    )
    result = await python(code, parse('{"a": [1.10, 5.00, 0.12345678901234567890]}'))
    assert [str(item) for item in result["a"]] == ["1.10", "5.00", "0.12345678901234567890"]
    assert str(result["sum"]) == "2.1"
    assert result["big"] == 2**100
    assert result["t"] == [1, None, True]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("float('nan')", "result is nan"),
        ("{'a': [set()]}", "result['a'][0] is a set"),
        ("{1: 2}", "the key 1"),
        ("(lambda a: a.append(a) or a)([])", "contains itself"),
        ("lambda: 1", "result is a function"),
        ("b'x'", "result is a bytes"),
    ],
)
async def test_results_that_are_no_json(python: Any, fault: Any, value: str, said: str) -> None:
    error = await fault(python(f"def your_function(p):\n    return {value}\n"))
    assert error.kind == "function-result"
    assert said in error.message


@pytest.mark.parametrize(
    ("code", "place", "said"),
    [
        ("def your_function(p):\n    x = 'é' + nope\n", "Line 2, column 15", "NameError"),
        ("def your_function(p):\n    return 1 +\n", "Line 2", "SyntaxError"),
        ("def your_function(p):\n    return int('x')\n", "Line 2, column 12", "ValueError"),
        ("import sys\n\ndef your_function(p):\n    sys.exit(3)\n", "Line 4", "SystemExit"),
        ("x = 1\n", "", "There is no function your_function"),
    ],
)
async def test_errors_have_their_place(
    python: Any, fault: Any, code: str, place: str, said: str
) -> None:
    error = await fault(python(code))
    assert error.kind == "function-error"
    assert error.message.startswith(place)
    assert said in error.message


async def test_print_goes_to_the_log_while_it_runs(python: Any, fault: Any) -> None:
    lines: list[str] = []
    code = (
        "import sys\ndef your_function(p):\n    print('one', 2)\n"
        "    print('three', end='', file=sys.stderr)\n"
    )
    assert await python(code, log=lines.append) is None
    assert lines == ["one 2", "three"]
    endless = "def your_function(p):\n    while True:\n        print('again')\n"
    error = await fault(python(endless, log=lines.append, seconds=0.5))
    assert error.kind == "function-timeout"
    assert len(lines) <= 1003
    assert lines[-1] == "More was written, which is left out."


async def test_what_never_ends_is_ended(python: Any, fault: Any) -> None:
    began = time.monotonic()
    for work in ("while True: pass", "import time; time.sleep(60)"):
        error = await fault(python(f"def your_function(p):\n    {work}\n", seconds=0.3))
        assert error.kind == "function-timeout"
    assert time.monotonic() - began < 20
    assert await python("def your_function(p): return 1") == 1


async def test_memory_is_bounded(python: Any, fault: Any) -> None:
    for work in ("return len(bytearray(2 ** 31))", "a = []\n    while True: a.append([0] * 1000)"):
        error = await fault(python(f"def your_function(p):\n    {work}\n", megabytes=64))
        assert error.kind == "function-memory"
        assert "64 MB" in error.message


async def test_it_sees_no_secret_of_the_environment(
    python: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEPLOOM_SECRET_KEY", "s3cret")
    code = "import os\ndef your_function(p):\n    return sorted(os.environ)\n"
    names = await python(code)
    assert "STEPLOOM_SECRET_KEY" not in names
    assert "HOME" not in names


async def test_variables_begin_afresh_and_coroutines_are_awaited(python: Any) -> None:
    code = "n = 0\nasync def your_function(p):\n    global n\n    n += 1\n    return n\n"
    assert [await python(code), await python(code)] == [1, 1]


async def test_output_that_is_not_text_for_the_engine_does_no_harm(python: Any) -> None:
    code = "import os\ndef your_function(p):\n    os.write(1, b'{}\\n')\n    return 5\n"
    assert await python(code) == 5


async def test_what_one_function_changes_does_not_reach_another(python: Any) -> None:
    spoil = (
        "import builtins, json\ndef your_function(p):\n    builtins.print = None\n"
        "    json.loads = None\n    return 1\n"
    )
    assert await python(spoil) == 1
    lines: list[str] = []
    assert await python("def your_function(p):\n    print('ok')\n    return 2\n", log=lines.append)
    assert lines == ["ok"]


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("def your_function(p):\n    return '\\ud800'\n", "function-result"),
        (
            "def your_function(p):\n    print('\\ud800')\n    raise ValueError('\\ud800')\n",
            "function-error",
        ),
        ("def your_function(p):\n    return 10 ** 10000\n", "function-result"),
        ("def your_function(p):\n    import ctypes\n    ctypes.string_at(0)\n", "function-died"),
        ("def your_function(p):\n    def f(): return f()\n    return f()\n", "function-error"),
    ],
)
async def test_hostile_code_is_named(python: Any, fault: Any, code: str, kind: str) -> None:
    assert (await fault(python(code))).kind == kind
    assert await python("def your_function(p): return 1") == 1


async def test_memory_that_the_system_does_not_count_is_seen_from_outside(
    python: Any, fault: Any
) -> None:
    code = (
        "import mmap, time\ndef your_function(p):\n"
        "    shared = mmap.mmap(-1, 2 ** 29)\n"
        "    for start in range(0, 2 ** 29, 2 ** 22):\n"
        "        shared[start:start + 2 ** 22] = b'x' * 2 ** 22\n"
        "        time.sleep(0.01)\n"
        "    return 1\n"
    )
    error = await fault(python(code, megabytes=32))
    assert error.kind == "function-memory"
    assert "32 MB" in error.message
    assert await python("def your_function(p): return 1") == 1
