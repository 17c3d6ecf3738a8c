"""Who hears a run's events on the command line: lines, a progress display, JSON, reports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol

from builder.cli.preparation import Prepared
from builder.model.events import AnyEvent
from builder.model.masking import Masker
from builder.model.row_events import RowFinished, RowsEvent


class Listener(Protocol):
    """Hears every event of a run, then is closed."""

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Take an event; with a row when it is one of a data-driven run's."""
        ...

    def hear_rows(self, event: RowsEvent) -> None:
        """Take an event of a data-driven run as a whole."""
        ...

    def remember(self, result: RowFinished) -> None:
        """Take a row that an interrupted run had finished."""
        ...

    def hide_with(self, masker: Masker, row: int = 0) -> None:
        """Hide with this what a run (of a row) has in files, where they are shown."""
        ...

    def close(self) -> None:
        """The run is over, in whatever way."""
        ...


class Hearing:
    """All listeners of a run as one; the block closes each, whatever the others do."""

    def __init__(self, listeners: Iterable[Listener]) -> None:
        self._listeners = tuple(listeners)
        self._stack = ExitStack()
        for listener in self._listeners:
            self._stack.callback(listener.close)

    def hear(self, event: AnyEvent, row: int = 0) -> None:
        """Hand on an event of a run."""
        for listener in self._listeners:
            listener.hear(event, row)

    def hear_rows(self, event: RowsEvent) -> None:
        """Hand on an event of a data-driven run."""
        for listener in self._listeners:
            listener.hear_rows(event)

    def remember(self, finished: Iterable[RowFinished]) -> None:
        """Hand on the rows that an interrupted run had finished."""
        for result in finished:
            for listener in self._listeners:
                listener.remember(result)

    def hide_with(self, masker: Masker, row: int = 0) -> None:
        """Hand on what hides a run's secrets."""
        for listener in self._listeners:
            listener.hide_with(masker, row)

    def __enter__(self) -> Hearing:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)


def listeners(options: argparse.Namespace, prepared: Prepared) -> tuple[Listener, ...]:
    """The listeners that the arguments ask for.

    Raises:
        FileProblem: A report cannot be written where it was asked for.
    """
    return (*_reports(prepared), _display(options, prepared))


def _reports(prepared: Prepared) -> tuple[Listener, ...]:
    if not prepared.reports:
        return ()
    from builder.cli.report import FileReport

    with ExitStack() as stack:
        made = []
        for kind, file in prepared.reports:
            made.append(FileReport(prepared, kind, file))
            stack.callback(made[-1].discard)
        stack.pop_all()
    return tuple(made)


def _display(options: argparse.Namespace, prepared: Prepared) -> Listener:
    if options.json:
        from builder.cli.json_lines import JsonLines

        return JsonLines(prepared)
    is_terminal = sys.stdout.isatty() and not options.quiet
    if prepared.data is not None:
        return _row_display(options, prepared, is_terminal)
    from builder.cli.lines import Lines

    if is_terminal:
        from builder.cli.terminal import Terminal

        return Terminal(prepared, options.verbose)
    return Lines(prepared, quiet=options.quiet, verbose=options.verbose)


def _row_display(options: argparse.Namespace, prepared: Prepared, is_terminal: bool) -> Listener:
    if is_terminal:
        from builder.cli.row_terminal import RowTerminal

        return RowTerminal(prepared, options.verbose)
    from builder.cli.row_lines import RowLines

    return RowLines(prepared, quiet=options.quiet, verbose=options.verbose)
