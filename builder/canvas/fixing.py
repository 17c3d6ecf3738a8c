"""Putting problems right from the canvas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint

from builder.canvas.problem_list import ProblemList, fix_text
from builder.canvas.surface import Surface
from builder.document.document import Document
from builder.model.fixes import Around, Fix, fixes
from builder.model.problem import Problem
from builder.model.workflow import find, walk_steps


def _nothing_around() -> Around:
    return Around()


class Fixing:
    """Lists the problems of a step with what would put them right.

    Attributes:
        around: Says what there is beside the workflow.
        create_variable: Makes an environment variable of that name, and shows it.
        go_to: Shows a step's field, by its number and dotted place.
    """

    def __init__(self, surface: Surface, document: Document) -> None:
        self._surface = surface
        self._document = document
        self._found: Mapping[int, Sequence[Problem]] = {}
        self.list: ProblemList | None = None
        self.around: Callable[[], Around] = _nothing_around
        self.create_variable: Callable[[str], object] | None = None
        self.go_to: Callable[[int, str], object] | None = None

    def set_found(self, problems: Sequence[Problem]) -> None:
        """These are the problems now."""
        found: dict[int, list[Problem]] = {}
        for problem in problems:
            if problem.step is not None:
                found.setdefault(problem.step, []).append(problem)
        self._found = found

    def problems(self, number: int, hidden: bool) -> tuple[Problem, ...]:
        """The problems of a step; of all it holds too, when that is hidden."""
        step = find(self._document.workflow, number) if hidden else None
        numbers = [inner.number for inner in walk_steps((step,))] if step else [number]
        return tuple(problem for each in numbers for problem in self._found.get(each, ()))

    def open(self, number: int, hidden: bool, at: QPoint) -> None:
        """Open the list for a step at a global point; nothing without problems."""
        problems = self.problems(number, hidden)
        if not problems:
            return
        self.list = ProblemList(self._surface, problems, self._offers, self._apply, self._go)
        self.list.destroyed.connect(self._forget)
        self.list.open_at(at)

    def _forget(self) -> None:
        self.list = None

    def _offers(self, problem: Problem) -> Sequence[Fix]:
        found = fixes(problem, self._document.workflow, self.around())
        can_create = self.create_variable is not None
        return [fix for fix in found if fix.workflow is not None or can_create]

    def _apply(self, fix: Fix) -> None:
        if fix.workflow is not None:
            self._document.edit(fix_text(fix), fix.workflow)
        elif self.create_variable is not None:
            self.create_variable(fix.subject)

    def _go(self, problem: Problem) -> None:
        if self.go_to is not None and problem.step is not None:
            self.go_to(problem.step, problem.field)
