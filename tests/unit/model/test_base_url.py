"""Base URLs and the paths behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.base_url import base_problem, is_absolute, joined, path_problem


@given(st.text("ab/", max_size=6), st.text("ab/?#", max_size=6))
def test_joining_neither_doubles_nor_drops_a_slash(end: str, path: str) -> None:
    base = f"https://a.example{end and '/'}{end.lstrip('/')}"
    whole = joined(base, path)
    if path[:1] in ("", "?", "#"):
        assert whole == base + path
    else:
        typed = path if path.startswith("/") else f"/{path}"
        assert whole.endswith(typed)
        assert whole[: -len(typed)] in (base, base.removesuffix("/"))
        assert whole.count("/") == base.removesuffix("/").count("/") + typed.count("/")


@pytest.mark.parametrize(
    "base", ["", "a.example", "ftp://a.example", "https://a?x=1", "https://a#x"]
)
def test_what_can_be_no_base(base: str) -> None:
    assert base_problem(base)


@pytest.mark.parametrize(
    "base", ["https://a.example", "{{env.base}}", "https://{{env.h}}.example/"]
)
def test_what_can_be_a_base(base: str) -> None:
    assert base_problem(base) is None


def test_a_scheme_makes_a_path_absolute() -> None:
    assert is_absolute("https://a.example")
    assert is_absolute("Http://a.example")
    assert not is_absolute("/https://a.example")
    assert not is_absolute("httpsomething")
    assert path_problem("https://") is not None
    assert path_problem(" x") is not None
    assert path_problem("users/{{1.event.id}}") is None
