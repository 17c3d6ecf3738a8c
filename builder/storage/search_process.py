"""The process that searches a workspace's files: `python -m builder.storage.search_process`.

Reads an `Asked` per line from standard input and writes `Answered` lines to standard output. A new
question ends the search for the one before; the end of the input ends the process.
"""

from __future__ import annotations

import queue
import sys
import threading
from pathlib import Path

import msgspec

from builder.model.search import Question
from builder.storage.search import FileHits, search
from builder.storage.workspace import Workspace

MOST = 2_000
"""Hits that are told for one question."""


class Asked(msgspec.Struct, frozen=True):
    """A question about the files of a folder; `left_out` as in `search`."""

    id: int
    folder: str
    question: Question
    left_out: tuple[str, ...] = ()


class Answered(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the answer.

    Attributes:
        id: Of the question.
        file: What was found in one file; None in the last part.
        done: Whether this is the last part.
        searched: How many files were looked at, in the last part.
        cut: Whether there is more than is told.
    """

    id: int
    file: FileHits | None = None
    done: bool = False
    searched: int = 0
    cut: bool = False


def main() -> None:
    """Answer until the input ends."""
    asked: queue.SimpleQueue[Asked | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    while (following := asked.get()) is not None:
        _answer(following, asked)


def _listen(asked: queue.SimpleQueue[Asked | None]) -> None:
    decoder = msgspec.json.Decoder(Asked)
    for line in sys.stdin.buffer:
        asked.put(decoder.decode(line))
    asked.put(None)


def _answer(asked: Asked, waiting: queue.SimpleQueue[Asked | None]) -> None:
    """Answer a question, as long as nothing else is waiting."""
    searched = told = 0
    for file in search(Workspace(Path(asked.folder)), asked.question, asked.left_out):
        if not waiting.empty():
            return
        searched += 1
        if file is not None and told < MOST:
            told += len(file.hits)
            _say(Answered(asked.id, file))
    _say(Answered(asked.id, done=True, searched=searched, cut=told >= MOST))


def _say(part: Answered) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(part) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
