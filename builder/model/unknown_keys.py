"""Keys in files that this version does not know: kept as they are, named, refused at run time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_origin

from pydantic import BaseModel

from builder.model.problem import Problem
from builder.model.step import Step


def unknown_keys(value: BaseModel, number: int, place: str = "") -> Iterator[Problem]:
    """A problem for each key that no field knows, with its place; nested steps left out."""
    if value.__pydantic_extra__:
        for name in value.__pydantic_extra__:
            yield Problem(
                f"This version does not know “{name}”. It is kept as it is and the step cannot "
                "run: update the program, or take it out of the file.",
                number,
                f"{place}{name}",
            )
    for name in _holding_fields(type(value)):
        content = getattr(value, name)
        if content:
            yield from _unknown_inside(content, number, f"{place}{name}.")


def has_unknown_keys(value: BaseModel) -> bool:
    """Whether there is any: without their places, which takes a fraction of the time."""
    if value.__pydantic_extra__:
        return True
    given = value.__pydantic_fields_set__  # a default has no keys that a file could have brought
    for name in _holding_fields(type(value)):
        if name not in given:
            continue
        content = getattr(value, name)
        members = content if type(content) is tuple else (content,)
        for member in members:
            if isinstance(member, BaseModel):
                if has_unknown_keys(member):
                    return True
            elif type(member) is tuple and any(map(has_unknown_keys, member)):
                return True
    return False


def _unknown_inside(content: object, number: int, place: str) -> Iterator[Problem]:
    if isinstance(content, tuple):
        for index, item in enumerate(content):
            yield from _unknown_inside(item, number, f"{place}{index}.")
    elif isinstance(content, BaseModel):
        yield from unknown_keys(content, number, place)


@cache
def _holding_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields that can hold further values; branches left out."""
    branches = {b.field for b in model.branches} if issubclass(model, Step) else set()
    return tuple(
        name
        for name, info in model.model_fields.items()
        if name not in branches and not _is_plain(info.annotation)
    )


def _is_plain(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return True
    return isinstance(annotation, type) and issubclass(annotation, str | int | float)
