"""References in a workflow, whatever field they stand in: find, renumber and rename them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from builder.model.step import Step
from builder.model.template import Template, TemplateError, parse, rename_variable, rewrite
from builder.model.text import TemplateText
from builder.model.workflow import Workflow, walk

V = TypeVar("V", bound=BaseModel)


@cache
def _template_fields(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(
        name
        for name, info in model.model_fields.items()
        if any(isinstance(note, TemplateText) for note in info.metadata)
    )


def templates(value: BaseModel, place: str = "") -> Iterator[tuple[str, str]]:
    """Every templated text in a value with its dotted place, nested steps left out."""
    own = _template_fields(type(value))
    branches = _branch_fields(value)
    for name in type(value).model_fields:
        if name in branches:
            continue
        content = getattr(value, name)
        where = f"{place}.{name}" if place else name
        if name in own:
            yield where, content
        else:
            yield from _inside(content, where)


def _inside(content: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(content, BaseModel):
        yield from templates(content, where)
    elif isinstance(content, tuple):
        for index, item in enumerate(content):
            yield from _inside(item, f"{where}.{index}")


def _branch_fields(value: BaseModel) -> frozenset[str]:
    if isinstance(value, Step):
        return frozenset(branch.field for branch in value.branches)
    return frozenset()


def parsed(value: BaseModel) -> Iterator[tuple[str, Template]]:
    """Every templated text that can be read, with its place."""
    for place, text in templates(value):
        if "{{" in text:
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
    highest = 0
    for step in walk(workflow):
        highest = max(highest, step.number, *referenced_numbers(step))
    return highest


def map_templates(value: V, change: Callable[[str], str]) -> V:
    """The same value with every templated text changed; shared where nothing changes."""
    own = _template_fields(type(value))
    update: dict[str, Any] = {}
    for name in type(value).model_fields:
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
