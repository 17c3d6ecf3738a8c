"""The helper process that formats and opens large JSON: `python -m builder.viewer.worker`.

Reads questions (`questions.AnyQuestion`) from standard input and answers each on standard output,
in order; ends with its input. The last document stays open, so that its tree is read only once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec

from builder.model.http import BodyRecord
from builder.viewer.body import open_body
from builder.viewer.json_shape import NotJson, formatted
from builder.viewer.nodes import Nodes
from builder.viewer.questions import Answer, AnyQuestion, Children, Format

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
        except NotJson as error:
            return Answer(question.id, error=f"The body cannot be read as JSON: {error}")
        except MemoryError:
            return Answer(question.id, error="There is not enough memory for this body.")
        except (OSError, LookupError, ValueError) as error:
            return Answer(question.id, error=f"The body cannot be read: {error}")

    def _answer(self, question: AnyQuestion) -> Answer:
        if isinstance(question, Format):
            _write(Path(question.target), formatted(open_body(BodyRecord(path=question.file)).data))
            return Answer(question.id)
        nodes = self._opened(question.file)
        if isinstance(question, Children):
            total, children = nodes.children(question.path, question.start, question.count)
            return Answer(question.id, total=total, nodes=tuple(children))
        text = nodes.text(question.path)
        if len(text) > VALUE_LIMIT:
            raise ValueError("the value has more than 10 MB; save the body to a file instead")
        return Answer(question.id, text=text.decode("utf-8", "replace"))

    def _opened(self, file: str) -> Nodes:
        if self._nodes is None or self._file != file:
            self._nodes = None
            self._nodes = Nodes(open_body(BodyRecord(path=file)).data)
            self._file = file
        return self._nodes


def _write(target: Path, data: bytes) -> None:
    """Only the user may read it, and only a whole file gets the name."""
    part = target.with_name(f"{target.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
    part.replace(target)


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
