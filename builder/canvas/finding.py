"""Finding steps by what their cards say, and by what does not fit on them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.step import Step
from builder.model.workflow import Workflow, walk


class Finder:
    """Finds steps of a workflow; what can be found of a step is worked out once."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[Step, str]] = {}

    def matches(self, workflow: Workflow, words: str) -> tuple[int, ...]:
        """Numbers of the steps in which all words stand, in reading order.

        Looked at are number, name, kind, method, address, summary and note, without regard to
        capitals; "#3" is the step with that number alone.
        """
        wanted = words.casefold().split()
        if not wanted:
            return ()
        numbers = {word[1:] for word in wanted if _is_number(word)}
        words_in = [word for word in wanted if not _is_number(word)]
        return tuple(
            number
            for number, text in self._texts_of(workflow)
            if (not numbers or str(number) in numbers) and all(word in text for word in words_in)
        )

    def _texts_of(self, workflow: Workflow) -> Iterator[tuple[int, str]]:
        known, self._texts = self._texts, {}
        for step in walk(workflow):
            found = known.get(id(step))
            if found is None or found[0] is not step:
                found = (step, text_of(step))
            self._texts[id(step)] = found
            yield step.number, found[1]


def _is_number(word: str) -> bool:
    return word.startswith("#") and word[1:].isdecimal()


def text_of(step: Step) -> str:
    """Everything a step can be found by, in small letters."""
    url = getattr(step, "url", "")
    parts = (f"#{step.number}", step.name, step.label, step.badge, url, step.summary(), step.note)
    return "\n".join(parts).casefold()
