"""Lines of steps inside Fan Outs and sub-workflows."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder.cli.step_lines import MOST_ITEMS, StepLines
from builder.cli.terminal import colour
from builder.cli.words import error_line
from builder.model.events import (
    AnyEvent,
    Failure,
    Log,
    Status,
    StepFinished,
    StepProgress,
    StepStarted,
)

FILE = Path("a.flow.json")


def begun(step: int, name: str, path: str = "") -> StepStarted:
    return StepStarted(step=step, name=name, path=path)


def ended(step: int, name: str, path: str = "", summary: str = "200") -> StepFinished:
    return StepFinished(step=step, name=name, path=path, summary=summary, status=Status.SUCCEEDED)


def failed(step: int, name: str, path: str) -> StepFinished:
    failure = Failure("http-status", "No.")
    return StepFinished(step=step, name=name, path=path, status=Status.FAILED, error=failure)


def fan_out(items: int, *failing: int) -> Iterator[AnyEvent]:
    yield begun(3, "For each user")
    yield StepProgress(step=3, done=0, total=items, unit="items")
    for index in range(items):
        path = f"3[{index}]"
        yield begun(4, "Get orders", path)
        yield (failed if index in failing else ended)(4, "Get orders", path)
        yield StepProgress(step=3, done=index + 1, total=items, unit="items")
    yield ended(3, "For each user", summary=f"{items} items")


def lines(events: Iterable[AnyEvent], verbose: bool = False) -> list[str]:
    told = StepLines(verbose)
    return [" ".join(line.split()) for event in events for line in told.hear(event)]


def test_items_say_which_they_are() -> None:
    assert lines(fan_out(2)) == [
        "▸ 3 For each user",
        "[0] ✓ 4 Get orders 200 0 ms",
        "[1] ✓ 4 Get orders 200 0 ms",
        "✓ 3 For each user 2 items 0 ms",
    ]


def test_steps_inside_are_indented_and_their_outcomes_aligned() -> None:
    told = StepLines(verbose=False)
    events = [
        begun(7, "Call"),
        begun(2, "Each", "7/"),
        begun(3, "Get", "7/2[0]"),
        ended(3, "Get", "7/2[0]"),
        ended(2, "Each", "7/"),
        ended(7, "Call"),
    ]
    found = [line for event in events for line in told.hear(event)]
    starts = ["▸   7  Call", "  ▸   2  Each", "    [0] ✓   3  Get", "  ✓   2  Each", "✓   7  Call"]
    assert [line[: len(start)] for line, start in zip(found, starts, strict=True)] == starts
    assert len({line.index("200") for line in found if "200" in line}) == 1


def test_of_many_items_only_those_that_fail_are_listed() -> None:
    found = lines(fan_out(MOST_ITEMS + 1, 7))
    assert found == [
        "▸ 3 For each user 21 items; only those that fail are listed",
        "[7] ✗ 4 Get orders failed 0 ms",
        "✓ 3 For each user 21 items 0 ms",
    ]
    assert len(lines(fan_out(MOST_ITEMS))) == MOST_ITEMS + 2
    assert len(lines(fan_out(MOST_ITEMS + 1, 7), verbose=True)) == MOST_ITEMS + 3


def test_what_items_of_many_call_is_left_out_too() -> None:
    events = [
        begun(3, "Each"),
        StepProgress(step=3, done=0, total=300, unit="items"),
        begun(4, "Call", "3[0]"),
        ended(2, "Fine", "3[0].4/"),
        failed(5, "Get", "3[0].4/"),
    ]
    assert lines(events)[1:] == ["[0] ▸ 4 Call", "[0] ✗ 5 Get failed 0 ms"]


def test_logs_name_the_item_and_are_for_the_verbose() -> None:
    log = Log(message="hello", step=4, path="3[2]")
    assert lines([log]) == []
    assert lines([log], verbose=True) == ["[2] hello"]


def test_errors_name_the_place() -> None:
    assert error_line(FILE, failed(4, "Get", "3[2]")) == "a.flow.json: step 3[2].4 (Get): No."


def test_colours_come_from_the_mark_behind_the_place() -> None:
    assert colour("✓   2  Get") == colour("    [0][12] ✓   2  Get") == "green"
    assert colour("[row 3]   [1] ✗   2  Get") == "bold red"
    assert colour("plain") == colour("") == ""
