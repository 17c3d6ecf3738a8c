from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from builder.model.file_value import FileValue
from builder.model.json_text import compact
from builder.model.sample import BUDGET, shortened

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("ab"), inner),
)


def test_small_values_are_themselves() -> None:
    value = {"a": [1, "x"]}
    assert shortened(value) == (value, False)
    assert shortened(value)[0] is value


def test_long_texts_and_lists_are_cut() -> None:
    sample, cut = shortened({"t": "x" * 100_000, "l": list(range(50_000)), "n": 1})
    assert cut
    assert sample["t"].endswith("…")
    assert sample["l"] == list(range(20))
    assert sample["n"] == 1


@given(JSON, st.integers(200, 2_000))
def test_whatever_it_is_it_gets_small(value: object, factor: int) -> None:
    sample, cut = shortened([value] * factor)
    assert cut or len(compact(sample)) <= 3 * BUDGET
    assert len(compact(sample)) <= 3 * BUDGET


def test_very_wide_and_very_deep_values_get_small() -> None:
    deep: object = "x" * 1000
    for _ in range(300):
        deep = [deep, "x" * 1000]
    for value in ({f"key{n}": "x" * 500 for n in range(10_000)}, deep):
        sample, cut = shortened(value)
        assert cut
        assert len(compact(sample)) <= BUDGET


def test_the_bytes_of_a_file_stay_on_disk(tmp_path: Path) -> None:
    sample, cut = shortened({"body": FileValue(tmp_path / "gone", "a.bin", "x/y", 5)})
    assert cut
    assert sample["body"]["name"] == "a.bin"
    assert sample["body"]["data"] == "…"
