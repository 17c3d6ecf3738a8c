"""What holds for every kind of step, authorization and body, present and future."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import builder.steps  # noqa: F401 - without it there are no kinds
from builder.model.auth import Auth
from builder.model.body import Body
from builder.model.kind import Kind
from builder.model.plain import to_plain
from builder.model.references import templates
from builder.model.step import Step, UnknownStep
from builder.model.ui import notes
from builder.model.workflow import Workflow

ROOT = Path(__file__).parents[2]
FAMILIES: dict[str, type[Kind]] = {"steps": Step, "auth": Auth, "bodies": Body}
KINDS = [
    pytest.param(room, kind, id=f"{room}-{name}")
    for room, family in FAMILIES.items()
    for name, kind in family.family.items()
    if kind is not UnknownStep
]
WITHOUT_OUTPUT = {"Delay"}
STEPS = [kind for kind in Step.family.values() if kind is not UnknownStep]


@pytest.mark.parametrize(("room", "kind"), KINDS)
def test_it_is_one_file_with_its_test(room: str, kind: type[Kind]) -> None:
    module = kind.__module__.removeprefix(f"builder.{room}.")
    assert "." not in module
    assert (ROOT / "tests" / "unit" / room / f"test_{module}.py").is_file()
    family = FAMILIES[room]
    beside = [k for k in family.family.values() if k.__module__ == kind.__module__]
    assert beside == [kind]


@pytest.mark.parametrize(("room", "kind"), KINDS)
def test_it_says_what_it_is(room: str, kind: type[Kind]) -> None:
    assert kind.label
    assert kind.__doc__
    assert kind.__doc__.splitlines()[0].endswith(".")
    assert getattr(import_module(f"builder.{room}"), kind.__name__) is kind


@pytest.mark.parametrize(("room", "kind"), KINDS)
def test_its_fields_have_labels(room: str, kind: type[Kind]) -> None:
    for field in kind.model_fields:
        if field not in ("kind", "number"):
            assert notes(kind, field).label or field in _branches(kind), field


@pytest.mark.parametrize(("room", "kind"), KINDS)
def test_no_default_holds_a_reference(room: str, kind: type[Kind]) -> None:
    """`map_templates` passes over what was never set."""
    for field in kind.model_fields.values():
        if not field.is_required():
            assert "{{" not in repr(field.get_default(call_default_factory=True))


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_has_an_icon_and_a_place_in_the_palette(kind: type[Step]) -> None:
    assert (ROOT / "resources" / "icons" / f"{kind.icon}.svg").is_file()
    assert kind.group
    assert kind.hint
    assert kind.examples or kind.__name__ in WITHOUT_OUTPUT


@pytest.mark.parametrize(("room", "kind"), KINDS)
def test_it_comes_back_from_a_file(room: str, kind: type[Kind]) -> None:
    plain = _filled(kind)
    value = kind.model_validate(plain)
    again = kind.model_validate(to_plain(value))
    assert again == value
    assert to_plain(again) == to_plain(value)
    assert to_plain(kind())["kind"] == kind.model_fields["kind"].default


@pytest.mark.parametrize("kind", STEPS)
def test_its_templates_are_found(kind: type[Step]) -> None:
    places = {place for place, _ in templates(kind.model_validate(_filled(kind)))}
    texts = {name for name, value in _filled(kind).items() if value == "{{1.event}}"}
    assert texts <= places


def test_all_kinds_fit_into_a_workflow() -> None:
    trigger = next(_filled(kind) for kind in STEPS if kind.group == "Triggers")
    steps = [_filled(kind) for kind in STEPS if kind.group != "Triggers"]
    workflow = Workflow.model_validate({"trigger": trigger, "steps": steps})
    assert Workflow.model_validate(to_plain(workflow)) == workflow


def _branches(kind: type[Kind]) -> set[str]:
    return {branch.field for branch in kind.branches} if issubclass(kind, Step) else set()


def _filled(kind: type[Kind]) -> dict[str, Any]:
    """Plain data with a text that has a reference in every templated field."""
    from builder.model.references import _template_fields

    plain: dict[str, Any] = {"kind": kind.model_fields["kind"].default}
    plain |= dict.fromkeys(_template_fields(kind), "{{1.event}}")
    if issubclass(kind, Step):
        plain["number"] = 2 + STEPS.index(kind)
        plain |= {branch: [{"kind": "request", "number": 90}] for branch in _branches(kind)}
    return plain
