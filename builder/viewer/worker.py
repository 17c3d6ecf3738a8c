"""The helper process that does what takes long with bodies: `python -m builder.viewer.worker`.

Reads questions (`questions.AnyQuestion`) from standard input and answers each on standard output,
in order; ends with its input. The last document stays open, so that its tree is read only once.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from builder.model.http import BodyRecord
from builder.model.reference import Segment
from builder.viewer.body import open_body
from builder.viewer.finding import filter_to, find_text
from builder.viewer.json_path import PathFault
from builder.viewer.json_shape import TOO_DEEP, NotJson, formatted
from builder.viewer.nodes import Nodes
from builder.viewer.questions import (
    Answer,
    AnyQuestion,
    Children,
    Compare,
    Filter,
    Find,
    Format,
    Position,
    Recode,
    Unwrap,
    Value,
)
from builder.viewer.rewriting import recode, unwrap, whole_file

VALUE_LIMIT = 10_000_000
"""Bytes of a value that are handed over."""


class Worker:
    """Answers questions about files."""

    def __init__(self) -> None:
        self._file = ""
        self._nodes: Nodes | None = None

    def answer(self, question: AnyQuestion) -> Answer:
        """Do what is asked; what goes wrong is named in the answer."""
        try:
            return self._answer(question)
        except PathFault as error:
            return Answer(question.id, error=str(error))
        except NotJson as error:
            return Answer(question.id, error=f"The body cannot be read as JSON: {error}")
        except RecursionError:
            return Answer(question.id, error=f"The body cannot be read as JSON: {TOO_DEEP}")
        except MemoryError:
            return Answer(question.id, error="There is not enough memory for this body.")
        except (OSError, LookupError, ValueError) as error:
            return Answer(question.id, error=f"The body cannot be read: {error}")

    def _answer(self, question: AnyQuestion) -> Answer:
        match question:
            case Format():
                with whole_file(Path(question.target)) as out:
                    out.write(formatted(open_body(BodyRecord(path=question.file)).data))
            case Unwrap():
                unwrap(Path(question.file), Path(question.target))
            case Recode():
                recode(Path(question.file), Path(question.target), question.charset)
            case Compare():
                return _compared(question)
            case Children() | Value() | Position() | Find() | Filter():
                return self._looked_up(question)
        return Answer(question.id)

    def _looked_up(self, question: Children | Value | Position | Find | Filter) -> Answer:
        nodes = self._opened(question.file)
        match question:
            case Children():
                total, children = nodes.children(question.path, question.start, question.count)
                return Answer(question.id, total=total, nodes=tuple(children))
            case Position():
                return Answer(question.id, total=nodes.position(question.path))
            case Find():
                found = find_text(nodes, question.text)
            case Filter():
                found = filter_to(nodes, question.expression, Path(question.target))
            case Value():
                return Answer(question.id, text=_value(nodes, question.path))
        return Answer(question.id, total=found.total, places=found.places, text=found.expression)

    def _opened(self, file: str) -> Nodes:
        if self._nodes is None or self._file != file:
            self._nodes = None
            self._nodes = Nodes(open_body(BodyRecord(path=file)).data)
            self._file = file
        return self._nodes


def _value(nodes: Nodes, path: tuple[Segment, ...]) -> str:
    text = nodes.text(path)
    if len(text) > VALUE_LIMIT:
        raise ValueError("the value has more than 10 MB; save the body to a file instead")
    return text.decode("utf-8", "replace")


def _compared(question: Compare) -> Answer:
    from builder.viewer.comparing import difference_rows

    rows = difference_rows(question.before, question.after)
    return Answer(question.id, total=len(rows), differences=rows)


def main() -> None:
    """Answer until the input ends."""
    worker = Worker()
    decoder = msgspec.json.Decoder(AnyQuestion)
    for line in sys.stdin.buffer:
        answer = worker.answer(decoder.decode(line))
        sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
