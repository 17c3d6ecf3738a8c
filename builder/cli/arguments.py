"""The arguments of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from builder import __version__
from builder.cli.loading import loading


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read arguments; the result's `command` does what they ask for.

    Raises:
        SystemExit: They cannot be used (2, said on stderr) or asked for help (0).
    """
    parser = argparse.ArgumentParser(
        prog="steploom",
        description="Build and run workflows of HTTP requests.",
        epilog="“steploom [FOLDER|FILE]” opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"steploom {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_run(commands)
    _add_check(commands)
    _add_schema(commands)
    return parser.parse_args(argv)


_RUN_EPILOG = """\
exit codes:
  0    the workflow, or every row, succeeded
  1    it failed, or a row did
  2    unusable arguments or files; nothing was run
  130  interrupted (Ctrl+C); a data-driven run goes on with --resume

examples:
  steploom run orders.flow.json --env staging
  steploom run orders.flow.json --event '{"id": 7}' --step 3
  steploom run orders.flow.json --data rows.csv --at-once 10 --per-second 50
  steploom run orders.flow.json --data rows.csv --resume
  steploom run orders.flow.json --report html=report.html --report junit=junit.xml
"""


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser(
        "run",
        help="run a workflow",
        description="Run a workflow with the same engine as the window: once, or once for each "
        "row of a file.",
        epilog=_RUN_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    run.set_defaults(command=_run)
    run.add_argument("flow", type=Path, metavar="FLOW", help="the workflow's file")
    _add_what(run.add_argument_group("what runs"))
    _add_data(run.add_argument_group("data-driven runs"))
    _add_output(run)


def _add_what(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--env", metavar="NAME", default="", help="environment to run in")
    group.add_argument(
        "--event",
        metavar="JSON|@FILE",
        help="the event; without it the trigger's example JSON is used as test data",
    )
    group.add_argument(
        "--step", type=int, metavar="N", help="run everything up to and including step N"
    )
    group.add_argument(
        "--trust", action="store_true", help="let Python functions of this workspace run"
    )
    group.add_argument(
        "--secrets",
        type=Path,
        metavar="FILE",
        help="values of secret variables: a JSON object of names and texts",
    )
    group.add_argument(
        "--no-history", action="store_true", help="do not keep the run in the history"
    )


def _add_data(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--data",
        type=Path,
        metavar="FILE",
        help="a .csv, .json or .jsonl file: one run a row, which takes the place of the event",
    )
    group.add_argument("--at-once", type=int, metavar="N", help="rows at the same time (default 1)")
    group.add_argument(
        "--per-second", type=float, metavar="N", help="at most N requests a second over all rows"
    )
    group.add_argument(
        "--bail", action="store_true", help="begin no further row once one has failed"
    )
    group.add_argument(
        "--resume",
        action="store_true",
        help="go on with an interrupted run; rows that are finished are not repeated",
    )


def _add_output(run: argparse.ArgumentParser) -> None:
    group = run.add_argument_group("what is shown and written")
    group.add_argument("--json", action="store_true", help="print one event a line, as JSON")
    loudness = group.add_mutually_exclusive_group()
    loudness.add_argument("--quiet", action="store_true", help="print errors only")
    loudness.add_argument("--verbose", action="store_true", help="print every exchange too")
    group.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="KIND=FILE",
        help="write a report: html=FILE (a page that opens offline), junit=FILE, json=FILE, "
        "csv=FILE; may be given several times",
    )


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check",
        help="name what is wrong with files, without running anything",
        description="Print every problem of workflows and environments. "
        "Exit code 0: none, 1: there are errors, 2: a file cannot be read.",
    )
    check.set_defaults(command=_check)
    check.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="a file, or a folder with all in it"
    )
    check.add_argument(
        "--env", metavar="NAME", default="", help="check against this environment's variables"
    )


def _add_schema(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser(
        "schema", help="print the JSON Schema of a kind of file", description="Print a JSON Schema."
    )
    schema.set_defaults(command=_schema)
    schema.add_argument(
        "kind",
        nargs="?",
        default="flow",
        choices=("flow", "environment", "connection"),
        help="kind of file (default: flow)",
    )


def _run(options: argparse.Namespace) -> int:
    with loading():
        from builder.cli.run import run_command

    return run_command(options)


def _check(options: argparse.Namespace) -> int:
    with loading():
        from builder.cli.check import check_command

    return check_command(options)


def _schema(options: argparse.Namespace) -> int:
    with loading():
        from builder.model.json_text import pretty
        from builder.storage.schema import schema

    print(pretty(schema(options.kind)))
    return 0
