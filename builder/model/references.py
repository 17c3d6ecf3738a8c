"""References in a workflow, whatever field they stand in: find, renumber and rename them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from builder.model.step import Step
from builder.model.template import Template, TemplateError, parse, rename_variable, rewrite
from builder.model.text import TemplateText
from builder.model.workflow import Workflow, walk

_SCALARS = (bool, int, float, str)
_DIGITS = re.compile(r"[0-9]+")

V = TypeVar("V", bound=BaseModel)


@cache
def _template_fields(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(
        name
        for name, info in model.model_fields.items()
        if any(isinstance(note, TemplateText) for note in info.metadata)
    )


@cache
def _searched_fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Fields that can hold templates, and whether they are one themselves; branches left out."""
    own = _template_fields(model)
    branches = {b.field for b in model.branches} if issubclass(model, Step) else set()
    return tuple(
        (name, name in own)
        for name, info in model.model_fields.items()
        if name not in branches and (name in own or info.annotation not in _SCALARS)
    )


def _may_hold(content: Any) -> bool:
    if isinstance(content, BaseModel):
        return bool(_searched_fields(type(content)))
    return isinstance(content, tuple)


def templates(value: BaseModel, place: str = "") -> Iterator[tuple[str, str]]:
    """Every templated text in a value with its dotted place, nested steps left out."""
    for name, own in _searched_fields(type(value)):
        content = getattr(value, name)
        where = f"{place}.{name}" if place else name
        if own:
            yield where, content
        elif content and _may_hold(content):
            yield from _inside(content, where)


def _inside(content: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(content, BaseModel):
        yield from templates(content, where)
    elif isinstance(content, tuple):
        for index, item in enumerate(content):
            yield from _inside(item, f"{where}.{index}")


def referring(value: BaseModel) -> list[tuple[str, str]]:
    """The templated texts with references in them, each with its dotted place.

    What was never set has its default, and no default refers to anything; most fields of most
    steps are passed over with that.
    """
    found: list[tuple[str, str]] = []
    _collect(value, "", found)
    return found


def _collect(value: BaseModel, place: str, found: list[tuple[str, str]]) -> None:
    given = value.__pydantic_fields_set__
    for name, own in _searched_fields(type(value)):
        if name not in given:
            continue
        content = getattr(value, name)
        if own:
            if "{{" in content:
                found.append((place + name, content))
        elif content:
            _collect_inside(content, f"{place}{name}", found)


def _collect_inside(content: Any, place: str, found: list[tuple[str, str]]) -> None:
    if isinstance(content, BaseModel):
        _collect(content, f"{place}.", found)
    elif type(content) is tuple:
        for index, item in enumerate(content):
            _collect_inside(item, f"{place}.{index}", found)


def parsed(value: BaseModel) -> Iterator[tuple[str, Template]]:
    """Every templated text with references that can be read, with its place."""
    for place, text in referring(value):
        try:
            yield place, parse(text)
        except TemplateError:
            continue


def referenced_numbers(step: Step) -> Iterator[int]:
    """Numbers of the steps that a step's fields refer to (those nested in it not looked at)."""
    for _, template in parsed(step):
        for reference in template.references:
            if reference.step is not None:
                yield reference.step


def highest_number(workflow: Workflow) -> int:
    """The highest number any step has or any reference names."""
    return highest_among(walk(workflow))


def highest_among(steps: Iterable[Step]) -> int:
    """The highest number any of some steps has or refers to; those nested in them not looked at."""
    chosen = tuple(steps)
    highest = max(step.number for step in chosen)
    for step in chosen:
        for _, text in referring(step):
            if _may_exceed(text, highest):
                highest = max(highest, *referenced_numbers(step))
    return highest


def _may_exceed(text: str, highest: int) -> bool:
    """Whether a text could refer to a higher number: reading all templates would take too long."""
    digits = len(str(highest))
    return "{{" in text and any(
        len(found) > digits or (len(found) == digits and int(found) > highest)
        for found in _DIGITS.findall(text)
    )


def map_templates(value: V, change: Callable[[str], str]) -> V:
    """The same value with every templated text changed; shared where nothing changes.

    Fields that were never set are passed over: no default holds a reference.
    """
    own = _template_fields(type(value))
    update: dict[str, Any] = {}
    for name in value.model_fields_set:
        old = getattr(value, name)
        new = change(old) if name in own else _map_inside(old, change)
        if new is not old and new != old:
            update[name] = new
    return value.model_copy(update=update) if update else value


def _map_inside(content: Any, change: Callable[[str], str]) -> Any:
    if isinstance(content, BaseModel):
        return map_templates(content, change)
    if isinstance(content, tuple):
        items = tuple(_map_inside(item, change) for item in content)
        same = all(new is old for new, old in zip(items, content, strict=True))
        return content if same else items
    return content


def renumbered(step: Step, numbers: Mapping[int, int]) -> Step:
    """The step and all it holds under new numbers; references to renumbered steps follow."""
    rewritten = map_templates(step, lambda text: rewrite(text, numbers) if "{{" in text else text)
    return _with_numbers(rewritten, numbers)


def _with_numbers(step: Step, numbers: Mapping[int, int]) -> Step:
    update: dict[str, Any] = {"number": numbers.get(step.number, step.number)}
    for branch in step.branches:
        inner: tuple[Step, ...] = getattr(step, branch.field)
        update[branch.field] = tuple(_with_numbers(child, numbers) for child in inner)
    return step.model_copy(update=update)


def with_variable_renamed(workflow: Workflow, old: str, new: str) -> Workflow:
    """Every `env.old` in the workflow as `env.new`."""

    def change(text: str) -> str:
        return rename_variable(text, old, new) if "{{" in text else text

    return map_templates(workflow, change)


def with_connection_renamed(workflow: Workflow, old: str, new: str) -> Workflow:
    """The workflow with the connection `old` called `new` in every step that uses it."""

    def renamed(step: Step) -> dict[str, Any]:
        return {"connection": new} if step.connection_name() == old else {}

    return map_steps(workflow, renamed)


def with_flow_renamed(workflow: Workflow, old: str, new: str) -> Workflow:
    """The workflow with calls of the workflow `old` as calls of `new`.

    Args:
        workflow: Whose steps call.
        old: Its path relative to the workspace; with a slash at the end, that of a folder.
        new: The other path, with a slash for a folder too.
    """

    def renamed(step: Step) -> dict[str, Any]:
        path = step.called_flow()
        if path == old or (old.endswith("/") and path.startswith(old)):
            return {"flow": new + path[len(old) :]}
        return {}

    return map_steps(workflow, renamed)


def map_steps(workflow: Workflow, change: Callable[[Step], dict[str, Any]]) -> Workflow:
    """The workflow with fields of its steps changed, shared where nothing is."""

    def mapped(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        found = tuple(_mapped(step) for step in steps)
        return steps if all(a is b for a, b in zip(steps, found, strict=True)) else found

    def _mapped(step: Step) -> Step:
        update = change(step)
        for branch in step.branches:
            inner: tuple[Step, ...] = getattr(step, branch.field)
            if (after := mapped(inner)) is not inner:
                update[branch.field] = after
        return step.model_copy(update=update) if update else step

    steps = mapped(workflow.steps)
    return workflow if steps is workflow.steps else workflow.model_copy(update={"steps": steps})
