"""Keeps a run of the command line in the history, as the window does with its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from builder.cli.preparation import Prepared
from builder.model.plain import to_plain
from builder.storage.userdata import UserData

if TYPE_CHECKING:
    from builder.history.recorder import Recorder


@contextmanager
def recorded(options: argparse.Namespace, prepared: Prepared) -> Iterator[Recorder | None]:
    """What records the run, closed with the block; None with `--no-history`.

    Raises:
        FileProblem: The user's data folder cannot be made.
    """
    if options.no_history:
        yield None
        return
    from builder.history.about import About, part_text
    from builder.history.recorder import Recorder

    workspace = prepared.surroundings.folder
    about = About(
        workflow=to_plain(prepared.workflow),
        event=prepared.event,
        flow_path=prepared.flow_path,
        workspace=workspace,
        part=part_text(upto=prepared.upto),
    )
    recorder = Recorder(UserData.standard().history_file, about, _warn)
    with closing(recorder):
        yield recorder


def _warn(sentence: str) -> None:
    print(f"steploom: warning: {sentence}", file=sys.stderr)
