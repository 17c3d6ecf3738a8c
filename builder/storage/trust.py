"""Which workspaces the user trusts, and what there is to trust in one.

The decision belongs to a folder on this machine, by its canonical path; it lies in the user's data
folder and never in the workspace, which could otherwise trust itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

import msgspec
from pydantic import BaseModel

from builder.model.check import variable_names
from builder.model.environment import Surroundings
from builder.model.json_text import JsonError, parse, pretty
from builder.model.references import templates
from builder.model.rows import PartKind, PartRow
from builder.model.step import Step
from builder.model.ui import Editor, notes
from builder.model.workflow import Workflow, walk
from builder.steps.function import CodeLanguage, Function
from builder.storage.atomic import write_bytes
from builder.storage.file_problem import explained

_HOST = re.compile(r"\s*https?://([^/?#\s]+)", re.IGNORECASE)
_VARIABLE = re.compile(r"\{\{\s*env\.(\w+)\s*\}\}")


class TrustedFolders(msgspec.Struct, frozen=True):
    """The folders that the user trusts.

    Args:
        file: Where they are noted; it need not exist.
    """

    file: Path

    def holds(self, folder: Path) -> bool:
        """Whether a folder is trusted; a file that cannot be read trusts nothing."""
        return str(folder.resolve()) in self._known()

    def add(self, folder: Path) -> None:
        """Trust a folder from now on.

        Raises:
            FileProblem: That cannot be noted.
        """
        known = sorted({*self._known(), str(folder.resolve())})
        with explained(self.file):
            write_bytes(self.file, f"{pretty(known)}\n".encode())

    def _known(self) -> tuple[str, ...]:
        try:
            known = parse(self.file.read_bytes())
        except (OSError, JsonError):
            return ()
        return tuple(map(str, known)) if isinstance(known, list) else ()


class Concerns(msgspec.Struct, frozen=True):
    """What running a workflow does that needs trust.

    Attributes:
        hosts: Hosts that receive secrets, as far as they are known before the run.
        files: Files outside the workspace that are read.
        functions: Titles of the Python functions.
    """

    hosts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hosts or self.files or self.functions)


def concerns(workflows: Iterable[Workflow], around: Surroundings) -> Concerns:
    """What there is to trust in some workflows.

    Args:
        workflows: The one that is run, and those it calls.
        around: The environment and the connections.
    """
    steps = [step for workflow in workflows for step in walk(workflow) if step.enabled]
    return Concerns(
        _sorted(host for step in steps for host in _hosts(step, around)),
        _sorted(file for step in steps for file in _outside(step, around.values)),
        _sorted(f"{step.number} · {step.title}" for step in steps if _is_python(step)),
    )


def _sorted(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))


def _is_python(step: Step) -> bool:
    return isinstance(step, Function) and step.language is CodeLanguage.PYTHON


def _hosts(step: Step, around: Surroundings) -> Iterator[str]:
    """Hosts that a step which uses secrets sends to, of its tokens too."""
    if not around.secrets:
        return
    connection = around.connections.get(step.connection_name())
    parts: tuple[BaseModel, ...] = (step,) if connection is None else (step, connection)
    used = {name for name, _ in chain.from_iterable(map(variable_names, parts))}
    if not used & around.secrets:
        return
    for _, text in chain.from_iterable(map(templates, parts)):
        found = _HOST.match(_filled(text, around.values))
        if found:
            yield found[1].rpartition("@")[2]


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: values.get(found[1], found[0]), text)


def _outside(value: Any, values: Mapping[str, str]) -> Iterator[str]:
    """Paths in the fields for files, as deep as they are nested, that leave the workspace.

    What was never set has its default, and no default is a path.
    """
    if isinstance(value, tuple):
        for item in value:
            yield from _outside(item, values)
    elif isinstance(value, BaseModel):
        for name in value.__pydantic_fields_set__:
            content = getattr(value, name)
            if isinstance(content, str):
                if _is_file(value, name) and _leaves(path := _filled(content, values)):
                    yield path
            elif not isinstance(content, tuple) or not _are_steps(content):
                yield from _outside(content, values)


def _are_steps(content: tuple[Any, ...]) -> bool:
    return bool(content) and isinstance(content[0], Step)  # walked by themselves


def _is_file(value: BaseModel, name: str) -> bool:
    if isinstance(value, PartRow):
        return name == "value" and value.enabled and value.type is PartKind.FILE
    return name in _file_fields(type(value))


@cache
def _file_fields(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(n for n in model.model_fields if notes(model, n).editor is Editor.FILE)


def _leaves(path: str) -> bool:
    pure = PurePath(path.replace("\\", "/"))
    return pure.is_absolute() or ".." in pure.parts or path.startswith("~")
