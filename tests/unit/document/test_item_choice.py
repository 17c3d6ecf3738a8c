from __future__ import annotations

from typing import Any

from builder.document.item_choice import ItemChoice, fan_outs_at, item_choices
from builder.document.run_record import RunRecord
from builder.document.sample_view import fan_outs_of_steps, seen_from
from builder.model.events import Status, StepFinished
from builder.model.item_outputs import ItemList
from builder.model.reference import Reference
from builder.model.scope import Values, resolve
from builder.model.workflow import Workflow

FLOW = Workflow.model_validate(
    {
        "trigger": {"kind": "event", "number": 1},
        "steps": [
            {
                "kind": "fan_out",
                "number": 2,
                "array": "{{1.event.orders}}",
                "each": [
                    {"kind": "delay", "number": 3},
                    {
                        "kind": "fan_out",
                        "number": 4,
                        "array": "{{2.instance.lines}}",
                        "each": [{"kind": "delay", "number": 5}],
                    },
                ],
            },
            {"kind": "delay", "number": 6},
        ],
    }
)
ORDERS = [{"id": 1, "lines": ["a"]}, {"id": 2, "lines": ["b", "c", "d"]}]
VALUES = Values({1: {"event": {"orders": ORDERS}}})


def nothing(_: int) -> int | None:
    return None


def test_a_step_inside_has_a_choice_for_each_fan_out_around() -> None:
    assert fan_outs_at(FLOW, 5) == (2, 4)
    assert fan_outs_at(FLOW, 4) == (2, 4)
    assert fan_outs_at(FLOW, 6) == ()
    assert fan_outs_of_steps(FLOW) == {3: (2,), 4: (2,), 5: (2, 4)}
    outer, inner = item_choices(FLOW, 5, VALUES, {2: 1, 4: 2}, nothing)
    assert (outer.index, outer.total, outer.item) == (1, 2, '{"id":2,"lines":["b","c","d"]}')
    assert (inner.index, inner.total, inner.item) == (2, 3, '"d"')
    assert inner.words == '3 items, item 3: "d"'


def test_what_is_not_known_is_said() -> None:
    (choice,) = item_choices(FLOW, 2, Values({}), {}, nothing)
    assert choice.total is None
    assert "no output" in choice.words
    (ran,) = item_choices(FLOW, 2, Values({}), {}, lambda _: 640)
    assert ran.words == "640 items"
    assert ItemChoice(2, "x", 0, 0).words == "No items: nothing inside will run."


def value(values: Values, root: str, *segments: Any) -> Any:
    return resolve(Reference(root, tuple(segments)), values)


def test_inside_there_is_the_instance_and_after_it_lists_in_item_order() -> None:
    record = RunRecord()
    for outer, inner in ((0, 0), (1, 0), (1, 2)):
        path = f"2[{outer}].4[{inner}]"
        record.hear([StepFinished(step=5, status=Status.SUCCEEDED, sample={"n": 1}, path=path)])
    samples = Values({**VALUES.outputs, 2: {"total": 2, "failed": 0}, 5: {"n": 1}})
    inside = seen_from(FLOW, 5, samples, {2: 1}, record)
    assert value(inside, "2", "instance", "id") == 2
    assert value(inside, "4", "instance") == "b"
    assert value(inside, "4", "index") == 0
    after_inner = seen_from(FLOW, 6, samples, {2: 1}, record)
    assert value(after_inner, "2", "total") == 2
    assert isinstance(after_inner.outputs[5], ItemList)
    assert value(after_inner, "5", "n") == [[1], [1, None, 1]]
    beside = seen_from(FLOW, 3, samples, {2: 1}, record)
    assert value(beside, "5", "n") == [1, None, 1]
