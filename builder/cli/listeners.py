"""Who hears a run's events on the command line: lines, a progress display, JSON, a report."""

from __future__ import annotations

import argparse
import sys
from typing import Protocol

from builder.cli.preparation import Prepared
from builder.model.events import AnyEvent


class Listener(Protocol):
    """Hears every event of a run, then is closed."""

    def hear(self, event: AnyEvent) -> None:
        """Take an event."""
        ...

    def close(self) -> None:
        """The run is over, in whatever way."""
        ...


def listeners(options: argparse.Namespace, prepared: Prepared) -> tuple[Listener, ...]:
    """The listeners that the arguments ask for."""
    return (_display(options, prepared), *_reports(prepared))


def _reports(prepared: Prepared) -> tuple[Listener, ...]:
    if not prepared.reports:
        return ()
    from builder.cli.report import JsonReport

    return tuple(JsonReport(prepared, file) for file in prepared.reports)


def _display(options: argparse.Namespace, prepared: Prepared) -> Listener:
    if options.json:
        from builder.cli.json_lines import JsonLines

        return JsonLines(prepared)
    from builder.cli.lines import Lines

    if sys.stdout.isatty() and not options.quiet:
        from builder.cli.terminal import Terminal

        return Terminal(prepared, options.verbose)
    return Lines(prepared, quiet=options.quiet, verbose=options.verbose)
