import pytest

from builder.model.amounts import duration_text, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (3174, "3.1 KB"),
        (104 * 2**20, "104 MB"),
        (3 * 2**40, "3072 GB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text


@pytest.mark.parametrize(
    ("milliseconds", "text"),
    [(0, "0 ms"), (0.42, "0.4 ms"), (84.2, "84 ms"), (1240, "1.2 s"), (125_000, "2 min 5 s")],
)
def test_durations(milliseconds: float, text: str) -> None:
    assert duration_text(milliseconds) == text
