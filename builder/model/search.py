"""Finding words, and what refers to something, in workflows, connections and environments.

The value of a secret is never looked at: what is typed into a password-like field is found only
where it is a reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec
from pydantic import BaseModel

from builder.model.connection import Connection
from builder.model.environment import Environment
from builder.model.place_label import field_label
from builder.model.references import parsed
from builder.model.secret import Secret
from builder.model.step import Step
from builder.model.workflow import Workflow, walk

AROUND = 40
"""Characters shown before what was found."""
LONGEST_LINE = 160
"""Characters of a line that are shown."""
MOST_IN_FIELD = 20
"""Lines of one field that are told."""

_BRACES = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_UNSEARCHED = frozenset({"kind", "format", "number"})


class Wanted(StrEnum):
    """What is looked for."""

    TEXT = "text"
    STEP = "step"
    VARIABLE = "variable"
    CONNECTION = "connection"
    FLOW = "flow"


class Question(msgspec.Struct, frozen=True):
    """Words to be found anywhere, or something whose uses are to be found.

    Attributes:
        wanted: What is looked for.
        text: The words; the number of the step, the name of the variable or of the connection, or
            the path of the workflow relative to the workspace.
    """

    wanted: Wanted
    text: str

    def may_be_in(self, data: bytes) -> bool:
        """Whether a file with these bytes can hold it: most files need not be read further."""
        text = self.text
        plain = text.isascii() and text.isprintable() and not re.search(r'["\\]', text)
        if not plain or b"\\u" in data:
            return True
        if self.wanted is Wanted.TEXT:
            return text.lower().encode() in data.lower()
        return self.wanted is Wanted.FLOW or text.encode() in data


class Hit(msgspec.Struct, frozen=True):
    """One place where it stands.

    Attributes:
        step: Number of the step; 0 outside of steps.
        title: The step's name; empty outside of steps.
        place: Dotted place in the step, the connection or the environment ("headers.1.value").
        label: The same in words ("Headers, row 2, value").
        line: The line of text it stands in, shortened.
        start: Where in `line` it begins.
        length: How many characters of it `line` shows.
    """

    step: int
    title: str
    place: str
    label: str
    line: str
    start: int = 0
    length: int = 0


Texts = Iterator[tuple[str, str]]
Match = Callable[[BaseModel], Iterator[tuple[str, str, int, int]]]
"""Gives for a value each place with the line found there, where in it, and how long."""


def in_workflow(question: Question, workflow: Workflow) -> Iterator[Hit | None]:
    """Where it stands in a workflow, in reading order; None after each step, to make breaks at."""
    match = _match(question)
    if question.wanted is Wanted.TEXT and workflow.note:
        for line, start, length in _lines(_pattern(question.text), workflow.note):
            yield Hit(0, "", "note", "Note", line, start, length)
    for step in walk(workflow):
        for place, line, start, length in match(step):
            label = field_label(step, place)
            yield Hit(step.number, step.title, place, label, line, start, length)
        yield None


def in_connection(question: Question, connection: Connection) -> Iterator[Hit]:
    """Where it stands in a connection; its API's operations are not looked at."""
    if question.wanted not in (Wanted.TEXT, Wanted.VARIABLE):
        return
    value = connection.without_operations()
    for place, line, start, length in _match(question)(value):
        yield Hit(0, "", place, field_label(value, place), line, start, length)


def in_environment(question: Question, environment: Environment) -> Iterator[Hit]:
    """Where it stands in an environment: names and values; of secrets the name alone."""
    for index, variable in enumerate(environment.variables):
        place = f"variables.{index}"
        if question.wanted is Wanted.VARIABLE and variable.name == question.text:
            yield Hit(0, "", place, "Variable", variable.name, 0, len(variable.name))
        if question.wanted is not Wanted.TEXT:
            continue
        pattern = _pattern(question.text)
        for line, start, length in _lines(pattern, variable.name):
            yield Hit(0, "", f"{place}.name", "Variable", line, start, length)
        for line, start, length in _lines(pattern, "" if variable.secret else variable.value):
            yield Hit(0, "", f"{place}.value", f"Variable {variable.name}", line, start, length)


def named(question: Question, name: str) -> Hit | None:
    """A hit in the name of a file itself."""
    if question.wanted is not Wanted.TEXT:
        return None
    for line, start, length in _lines(_pattern(question.text), name):
        return Hit(0, "", "", "Name", line, start, length)
    return None


def texts(value: BaseModel, place: str = "") -> Texts:
    """Every text a user entered in a value, with its dotted place; nested steps left out.

    Of password-like fields only references are given, never a literal.
    """
    given = value.__pydantic_fields_set__
    for name in _searched(type(value)):
        if name in given:
            yield from _inside(getattr(value, name), f"{place}.{name}" if place else name)


def _inside(content: Any, where: str) -> Texts:
    if isinstance(content, Secret):
        for braces in [] if content.kept else _BRACES.findall(content.text):
            yield where, braces
    elif type(content) is str:
        if content:
            yield where, content
    elif isinstance(content, BaseModel):
        yield from texts(content, where)
    elif isinstance(content, tuple):
        for index, item in enumerate(content):
            yield from _inside(item, f"{where}.{index}")


@cache
def _searched(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields that users write in."""
    branches = {b.field for b in model.branches} if issubclass(model, Step) else set()
    return tuple(name for name in model.model_fields if name not in _UNSEARCHED | branches)


def _match(question: Question) -> Match:
    if question.wanted is Wanted.TEXT:
        pattern = _pattern(question.text)
        return lambda value: _worded(value, pattern)
    if question.wanted in (Wanted.STEP, Wanted.VARIABLE):
        return lambda value: _referring(value, question)
    return lambda value: _naming(value, question)


def _worded(value: BaseModel, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, int, int]]:
    for place, text in texts(value):
        for line, start, length in _lines(pattern, text):
            yield place, line, start, length


def _referring(value: BaseModel, question: Question) -> Iterator[tuple[str, str, int, int]]:
    for place, template in parsed(value):
        expressions = (piece for piece in template.pieces if not isinstance(piece, str))
        for (start, end), expression in zip(template.spans, expressions, strict=True):
            if any(_means(question, one.root, one.segments) for one in expression.alternatives):
                whole = template.text if not _is_secret(value, place) else template.text[start:end]
                at = start if whole is template.text else 0
                yield place, *_shown(whole, at, at + end - start)


def _is_secret(value: BaseModel, place: str) -> bool:
    """Whether a place lies in a password-like field: literals beside references are hidden."""
    holder: Any = value
    for part in place.split("."):
        if isinstance(holder, Secret):
            return True
        holder = holder[int(part)] if part.isdecimal() else getattr(holder, part)
    return False


def _means(question: Question, root: str, segments: tuple[str | int, ...]) -> bool:
    if question.wanted is Wanted.STEP:
        return root == question.text
    return root == "env" and bool(segments) and segments[0] == question.text


def _naming(value: BaseModel, question: Question) -> Iterator[tuple[str, str, int, int]]:
    if not isinstance(value, Step):
        return
    connection = question.wanted is Wanted.CONNECTION
    name = value.connection_name() if connection else value.called_flow()
    folder = question.text.endswith("/") and name.startswith(question.text)
    if name == question.text or folder:
        yield ("connection" if connection else "flow"), *_shown(name, 0, len(name))


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words), re.IGNORECASE)


def _lines(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int, int]]:
    """The lines it stands in, each once, with where it begins and how long it is."""
    after, told = 0, 0
    while told < MOST_IN_FIELD and (found := pattern.search(text, after)):
        if found.end() == found.start():
            return
        yield _shown(text, found.start(), found.end())
        told += 1
        end = text.find("\n", found.end())
        if end < 0:
            return
        after = end + 1


def _shown(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The line around a place, cut to what a list has room for."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    last = len(text) if last < 0 else last
    cut = max(first, start - AROUND)
    before = "…" if cut > first else ""
    line = text[cut : min(last, cut + LONGEST_LINE)]
    stripped = line.lstrip() if not before else line
    at = len(before) + start - cut - (len(line) - len(stripped))
    shown = before + stripped
    return shown, at, max(0, min(end, last) - start if at < len(shown) else 0)
