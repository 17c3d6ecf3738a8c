"""JavaScript is compiled without being run, and says where it is wrong."""

from __future__ import annotations

import pytest

from builder.engine.functions.pool import FunctionPool
from builder.model.function import FunctionCall


@pytest.mark.parametrize(
    ("code", "line", "column", "said"),
    [
        ("function yourFunction(p) {\n  return p +;\n}", 2, 13, "Unexpected token ';'"),
        ("let a = 1; let a = 2", 1, 16, "'a' has already been declared"),
        ("import x from 'y'", 1, 1, "import"),
        ("function yourFunction() {\n  if (1) {\n", 3, 1, "bracket or quote still open"),
        ("x = `abc", 1, 9, "bracket or quote still open"),
        ("'\ud800' +;", 1, 6, "Unexpected token ';'"),
    ],
)
async def test_a_mistake_has_a_place(
    pool: FunctionPool, code: str, line: int, column: int, said: str
) -> None:
    fault = await pool.fault_in(code)
    assert fault is not None
    assert (fault.line, fault.column) == (line, column)
    assert said in fault.reason


async def test_nothing_of_the_code_runs(pool: FunctionPool) -> None:
    assert await pool.fault_in("throw new Error('ran'); while (true) {}") is None
    fault = await pool.fault_in("}); while (true) {}; (function () {")
    assert fault is not None
    assert "SyntaxError" in fault.reason
    assert len(pool.idle) == 1, "the worker lives on"


async def test_a_worker_that_compiles_calls_too(pool: FunctionPool) -> None:
    assert await pool.fault_in("function yourFunction() { return 4; }") is None
    call = FunctionCall("javascript", "function yourFunction() { return 4; }", {})
    assert await pool.call(call, None, False, [].append) == 4
    assert len(pool.idle) == 1
