"""What pydantic found wrong, said with a JSON path and in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from builder.storage.file_problem import FileProblem
from builder.storage.source import describe

UNKNOWN_TAG = "?"

LONGEST = 120
"""Characters of a path in a message."""

EXPECTED = {
    "string_type": "should be text",
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "float_type": "should be a number",
    "float_parsing": "should be a number",
    "tuple_type": "should be a list",
    "list_type": "should be a list",
    "dict_type": "should be an object",
    "model_type": "should be an object",
    "model_attributes_type": "should be an object",
    "union_tag_invalid": "should be an object with a known “kind”",
    "union_tag_not_found": "should be an object with a known “kind”",
}
"""What a field should have been, by pydantic's error type."""


def explain(path: Path, plain: Any, error: ValidationError) -> FileProblem:
    """The first thing that is wrong, with its place; how many more there are, if any.

    Args:
        path: The file.
        plain: The data that was validated.
        error: What pydantic says of it.
    """
    faults = error.errors(include_url=False, include_context=True)
    first = faults[0]
    place, found, step = _locate(plain, first["loc"])
    reason = _reason(first, found)
    count = len(faults) - 1
    more = f" ({count} more {'place is' if count == 1 else 'places are'} wrong too.)"
    return FileProblem(path, f"{reason}{more if count else ''}", place=f"{place}{step}")


def _reason(fault: Any, found: Any) -> str:
    kind = fault["type"]
    if kind == "missing":
        return "This key is missing."
    if kind in ("recursion_loop", "recursion_depth_exceeded"):
        return "Steps are nested too deep to be read."
    if kind == "union_tag_invalid" and isinstance(found, dict):
        return f"The kind “{found.get('kind', '')}” is not known to this version."
    if kind == "enum":
        return f"“{found}” is none of the words that can stand here: {fault['ctx']['expected']}."
    if kind in EXPECTED:
        return f"This {EXPECTED[kind]}, but it is {describe(found)}."
    return f"{fault['msg'].rstrip('.')}.".replace("Input should", "This should")


def _locate(plain: Any, location: Sequence[int | str]) -> tuple[str, Any, str]:
    """The JSON path of a place, the value there and the step around it, as " (step 3, “x”)".

    Pydantic puts the tag of the chosen kind between a place and what lies in it; no file has it.
    It also names a field inside what is a plain value in the file ("port": 8080).
    """
    here, path, step, tagged = plain, "", "", False
    for item in location:
        if not tagged and _is_added(here, item):
            tagged = True
            continue
        tagged = False
        key = _name(here, item)
        path += f"[{key}]" if isinstance(key, int) else f".{key}" if path else key
        here = _child(here, key)
        step = _step(here) or step
    return _short(path) or "the file", here, step


def _short(path: str) -> str:
    """A path that fits a line, its middle left out where it is long."""
    return path if len(path) <= LONGEST else f"{path[: LONGEST // 2]} … {path[-LONGEST // 2 :]}"


def _is_added(here: Any, item: int | str) -> bool:
    if not isinstance(here, dict):
        return item == UNKNOWN_TAG or not isinstance(here, list | None)
    return item in (here.get("kind"), UNKNOWN_TAG) and item not in here


def _name(here: Any, item: int | str) -> int | str:
    """Variables lie in a file by name and in the model by position."""
    if isinstance(item, int) and isinstance(here, dict) and item < len(here):
        return str(tuple(here)[item])
    return item


def _child(here: Any, item: int | str) -> Any:
    try:
        return here[item]
    except (KeyError, IndexError, TypeError):
        return None


def _step(here: Any) -> str:
    if not isinstance(here, dict) or "number" not in here or "kind" not in here:
        return ""
    name = f", “{here['name']}”" if isinstance(here.get("name"), str) else ""
    return f" (step {here['number']}{name})"
