from __future__ import annotations

import pytest

from builder.document.run_record import MOST_LINES, ItemPlace, RunRecord, item_place, outermost
from builder.model.events import Log, Status, StepFinished, StepStarted


@pytest.mark.parametrize(
    ("path", "place", "outer"),
    [
        ("", None, None),
        ("4[12]", ItemPlace("", 4, 12), 4),
        ("4[12].6[0]", ItemPlace("4[12]", 6, 0), 4),
        ("7/", None, None),
        ("4[12].7/3[0]", None, None),
    ],
)
def test_paths_name_items(path: str, place: ItemPlace | None, outer: int | None) -> None:
    assert item_place(path) == place
    assert outermost(path) == outer
    if place is not None:
        assert place.path == path


def end(step: int, path: str, at: float, status: Status = Status.SUCCEEDED) -> StepFinished:
    return StepFinished(step=step, path=path, at=at, status=status, duration=10)


def test_items_are_kept_with_how_long_they_took() -> None:
    record = RunRecord()
    record.hear(
        [
            StepStarted(step=5, path="4[1]", at=1.0),
            StepStarted(step=5, path="4[0]", at=1.0),
            end(5, "4[0]", 1.5),
            end(5, "4[1]", 2.5),
            end(6, "4[0]", 1.75),
            end(6, "4[1]", 3.0, Status.FAILED),
            end(7, "4[1]", 3.0, Status.SKIPPED),
            end(9, "", 4.0),
        ]
    )
    first, second = record.items(4)
    assert (first.place.index, first.status, first.duration) == (0, Status.SUCCEEDED, 750)
    assert (second.status, second.duration) == (Status.FAILED, 2000)
    assert second.failed is not None
    assert second.failed.step == 6
    found = record.finished(6, "4[0]")
    assert found is not None
    assert found.at == 1.75
    assert record.finished(9, "") is None
    assert len(record.ends(5)) == 2


def test_nested_items_are_found_inside_their_item() -> None:
    record = RunRecord()
    record.hear([end(7, "4[0].6[1]", 1), end(7, "4[0].6[0]", 1), end(7, "4[1].6[0]", 1)])
    assert [item.place.path for item in record.items(6, "4[0]")] == ["4[0].6[0]", "4[0].6[1]"]
    assert len(record.items(6)) == 3


def test_the_log_of_a_step_has_what_it_calls_too() -> None:
    record = RunRecord()
    lines = [
        Log(message="a", step=2),
        Log(message="b", step=3, path="7/"),
        Log(message="c", step=5, path="4[1]"),
        Log(message="d", step=3, path="4[1].8/2/"),
        Log(message="e"),
    ]
    record.hear(lines)
    assert [line.message for line in record.log()] == list("abcde")
    assert [line.message for line in record.log(7)] == ["b"]
    assert [line.message for line in record.log(5)] == ["c"]
    assert [line.message for line in record.log(8)] == ["d"]
    assert record.log(3) == ()


def test_the_log_is_bounded() -> None:
    record = RunRecord()
    record.hear(Log(message=str(i)) for i in range(MOST_LINES + 10))
    assert len(record.log()) == MOST_LINES
    assert record.log()[0].message == "10"
