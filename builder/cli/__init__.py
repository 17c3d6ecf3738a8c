"""The command line: run, check and schema, without a window and without Qt.

Exit codes: 0 succeeded, 1 failed (a run that failed, problems that were found), 2 arguments or
files that cannot be used, 130 interrupted. What each command needs is imported by that command.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from builder.cli.exit_codes import INTERRUPTED


def main(argv: Sequence[str]) -> int:
    """Do what the arguments (without the program's name) ask for; returns the exit code."""
    from builder.cli.arguments import parse

    _never_fail_to_print()
    try:
        options = parse(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    try:
        return _done(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Who reads our output has seen enough ("| head"); stop without a complaint at exit.
        sys.stdout = None
        return 0


def _done(options: argparse.Namespace) -> int:
    """Do the command; the exit code.

    Raises:
        BrokenPipeError: Nobody reads our output any more.
    """
    try:
        code: int = options.command(options)
    except ExceptionGroup as group:  # rows run as tasks
        if group.subgroup(BrokenPipeError) is None:
            raise
        raise BrokenPipeError from None
    return code


def _never_fail_to_print() -> None:
    """Print what a terminal cannot show as "?", instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
