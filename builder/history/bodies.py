"""Bodies of a run that are files: taken over from the run's own folder, masked."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import msgspec

from builder.model.events import StepFinished
from builder.model.http import BodyRecord, Exchange
from builder.model.masking import Masker

_PRIVATE = 0o600

_CHUNK = 64 * 1024
"""Bytes masked in one go: short enough not to hold up the run, which shares the interpreter."""


class BodyKeeper:
    """The files of one run in the history (mode 0600).

    Attributes:
        size: Bytes of all of them.
    """

    def __init__(self, folder: Path) -> None:
        """Keep files in this folder, which is there."""
        self._folder = folder
        self._numbers = count(1)
        self.size = 0

    def keep(self, event: StepFinished, masker: Masker) -> StepFinished:
        """Take over the files of an event; the event with their names in the history.

        The whole output of a step that sent something is its response's body, and is not kept
        twice.

        Raises:
            OSError: A file cannot be written.
        """
        if not has_files(event):
            return event
        output = None if event.exchanges else event.shown_path or event.output_path
        return msgspec.structs.replace(
            event,
            exchanges=tuple(self._exchange(exchange, masker) for exchange in event.exchanges),
            output_path=self._taken(output, masker) if output else None,
            shown_path=None,
        )

    def mask_again(self, masker: Masker) -> None:
        """Hide in all files what is known to be secret only now.

        Raises:
            OSError: A file cannot be written.
        """
        for path in sorted(self._folder.glob("*.body")):
            if _is_clean(path, masker):
                continue
            before = path.stat().st_size
            fresh = path.with_suffix(".part")
            self.size += _write_masked(path, fresh, masker) - before
            fresh.replace(path)

    def _exchange(self, exchange: Exchange, masker: Masker) -> Exchange:
        return msgspec.structs.replace(
            exchange,
            request_body=self._body(exchange.request_body, masker),
            body=self._body(exchange.body, masker),
        )

    def _body(self, body: BodyRecord, masker: Masker) -> BodyRecord:
        if body.path is None:
            return body
        return msgspec.structs.replace(body, path=self._taken(body.path, masker))

    def _taken(self, source: str, masker: Masker) -> str:
        target = self._folder / f"{next(self._numbers):06d}.body"
        try:
            self.size += _taken_over(Path(source), target, masker)
        except FileNotFoundError:
            return ""  # it went before it could be kept; readers say so
        return target.name


def placed(event: StepFinished, folder: Path) -> StepFinished:
    """An event of the history with the whole paths of its files."""
    if not has_files(event):
        return event

    def body(record: BodyRecord) -> BodyRecord:
        if record.path is None:
            return record
        return msgspec.structs.replace(record, path=str(folder / (record.path or "gone")))

    return msgspec.structs.replace(
        event,
        exchanges=tuple(_with_bodies(exchange, body) for exchange in event.exchanges),
        output_path=str(folder / event.output_path) if event.output_path else None,
    )


def _with_bodies(exchange: Exchange, change: Callable[[BodyRecord], BodyRecord]) -> Exchange:
    return msgspec.structs.replace(
        exchange, request_body=change(exchange.request_body), body=change(exchange.body)
    )


def has_files(event: StepFinished) -> bool:
    """Whether a body or an output of the step lies in a file."""
    return bool(event.output_path) or any(
        body.path is not None
        for exchange in event.exchanges
        for body in (exchange.request_body, exchange.body)
    )


def _taken_over(source: Path, target: Path, masker: Masker) -> int:
    """Link a private file where there is nothing to hide, else copy it masked; its size.

    What the run has masked already has nothing more to hide as a rule.
    """
    found = source.stat()
    if stat.S_IMODE(found.st_mode) != _PRIVATE or not _is_clean(source, masker):
        return _write_masked(source, target, masker)
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        return _write_masked(source, target, masker)  # another file system
    return found.st_size


def _is_clean(path: Path, masker: Masker) -> bool:
    if not masker:
        return True
    with path.open("rb") as file:
        return not any(masker.finds(_chunks(file.read)))


def _write_masked(source: Path, target: Path, masker: Masker) -> int:
    size = 0
    try:
        with source.open("rb") as original, os.fdopen(_private(target), "wb") as file:
            for chunk in masker.stream(_chunks(original.read)):
                size += file.write(chunk)
    except OSError:
        target.unlink(missing_ok=True)
        raise
    return size


def _private(path: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, _PRIVATE)


def _chunks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while chunk := read(_CHUNK):
        yield chunk
