"""Edits of the tree: what moves, what is shared, what keeps its number."""

import pytest

import builder.steps
from builder.model import edit
from builder.model.operators import Operator
from builder.model.rules import Rule, RuleSet
from builder.model.workflow import ROOT, Place, Workflow, ancestors, find, place_of, walk
from builder.steps import Conditional, EventTrigger, Request


def request(number: int, url: str = "") -> Request:
    return Request(number=number, url=url)


@pytest.fixture
def flow() -> Workflow:
    """1 trigger, 2 request, 3 conditional (yes: 4, 5; no: nothing), 6 request."""
    branching = Conditional(number=3, yes=(request(4), request(5, "{{4.response.body.id}}")))
    return Workflow(trigger=EventTrigger(), steps=(request(2), branching, request(6)))


def numbers(flow: Workflow) -> list[int]:
    return [step.number for step in walk(flow)]


def test_package_completes_the_models() -> None:
    assert builder.steps.Request.model_validate({"number": 2}).kind == "request"


def test_insert_into_an_empty_branch(flow: Workflow) -> None:
    after = edit.insert(flow, Place(3, "no", 0), [request(7)])
    assert numbers(after) == [1, 2, 3, 4, 5, 7, 6]
    assert place_of(after, 7) == Place(3, "no", 0)
    assert numbers(flow) == [1, 2, 3, 4, 5, 6]


def test_what_does_not_change_is_shared(flow: Workflow) -> None:
    after = edit.change_step(flow, 5, name="Other")
    assert after.trigger is flow.trigger
    assert after.steps[0] is flow.steps[0]
    assert after.steps[2] is flow.steps[2]
    assert after.steps[1] is not flow.steps[1]
    assert find(after, 4) is find(flow, 4)


def test_change_of_a_step_that_does_not_exist(flow: Workflow) -> None:
    with pytest.raises(KeyError):
        edit.change_step(flow, 99, name="x")


def test_remove_takes_nested_steps_along(flow: Workflow) -> None:
    assert numbers(edit.remove(flow, {3})) == [1, 2, 6]
    assert numbers(edit.remove(flow, {4})) == [1, 2, 3, 5, 6]


def test_remove_of_nothing_is_the_same_value(flow: Workflow) -> None:
    assert edit.remove(flow, {99}) is flow
    assert edit.remove(flow, {1}) is flow


@pytest.mark.parametrize(
    ("moved", "place", "expected"),
    [
        ([2], Place(None, ROOT, 3), [1, 3, 4, 5, 6, 2]),
        ([6], Place(None, ROOT, 0), [1, 6, 2, 3, 4, 5]),
        ([6], Place(3, "no", 0), [1, 2, 3, 4, 5, 6]),
        ([4], Place(3, "yes", 2), [1, 2, 3, 5, 4, 6]),
        ([4, 6], Place(None, ROOT, 0), [1, 4, 6, 2, 3, 5]),
        ([3, 4], Place(None, ROOT, 0), [1, 3, 4, 5, 2, 6]),
    ],
)
def test_move(flow: Workflow, moved: list[int], place: Place, expected: list[int]) -> None:
    after = edit.move(flow, moved, place)
    assert numbers(after) == expected


def test_move_into_itself_changes_nothing(flow: Workflow) -> None:
    assert edit.move(flow, [3], Place(3, "yes", 0)) is flow


def test_the_trigger_does_not_move(flow: Workflow) -> None:
    assert edit.move(flow, [1], Place(None, ROOT, 2)) is flow


def test_next_number_counts_references_to_steps_that_are_gone(flow: Workflow) -> None:
    assert edit.next_number(flow) == 7
    after = edit.change_step(flow, 2, url="{{41.response.body}}")
    assert edit.next_number(after) == 42


def test_fresh_numbers_keep_references_among_the_steps(flow: Workflow) -> None:
    branching = find(flow, 3)
    assert branching is not None
    (copied,) = edit.with_fresh_numbers(flow, [branching])
    assert isinstance(copied, Conditional)
    first, second = copied.yes
    assert [copied.number, first.number, second.number] == [7, 8, 9]
    assert isinstance(second, Request)
    assert second.url == "{{8.response.body.id}}"


def test_renumbering_in_reading_order_rewrites_references() -> None:
    rule = Rule(left="{{9.response.statusCode}}", operator=Operator.EQUALS, right="200")
    branching = Conditional(number=4, rules=RuleSet(groups=((rule,),)), no=(request(7),))
    flow = Workflow(trigger=EventTrigger(), steps=(request(9, "{{1.event.id}}"), branching))
    after = edit.in_reading_order(flow)
    assert numbers(after) == [1, 2, 3, 4]
    renumbered = find(after, 3)
    assert isinstance(renumbered, Conditional)
    assert renumbered.rules.groups[0][0].left == "{{2.response.statusCode}}"


def test_ancestors(flow: Workflow) -> None:
    assert [(step.number, branch) for step, branch in ancestors(flow, 5)] == [(3, "yes")]
    assert ancestors(flow, 6) == ()
