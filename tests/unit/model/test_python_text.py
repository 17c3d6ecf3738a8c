"""Python is checked without being run."""

from __future__ import annotations

import pytest

from builder.model.python_text import check_python
from builder.model.text_fault import TextFault


def test_what_can_be_compiled_is_accepted_and_not_run() -> None:
    check_python("raise SystemExit\nx = 1 is 1\n")
    check_python("")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("x = 1\ny = = 2\n", 2, 5), ("def f(:\n", 1, 7), ("'é' +", 1, 6)],
)
def test_faults_have_their_place(text: str, line: int, column: int) -> None:
    with pytest.raises(TextFault) as caught:
        check_python(text)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_what_the_compiler_cannot_take_is_named() -> None:
    with pytest.raises(TextFault):
        check_python("(" * 100_000)
    with pytest.raises(TextFault):
        check_python("x\0")
