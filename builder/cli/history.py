"""Keeps a run of the command line in the history, as the window does with its own."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.cli.preparation import Prepared
from builder.model.masking import Masker
from builder.model.plain import to_plain
from builder.storage.userdata import UserData

if TYPE_CHECKING:
    from builder.history.about import About
    from builder.history.recorder import Recorder
    from builder.history.rows_recorder import RowsRecorder


@contextmanager
def recorded(options: argparse.Namespace, prepared: Prepared) -> Iterator[Recorder | None]:
    """What records the run, closed with the block; None with `--no-history`.

    Raises:
        FileProblem: The user's data folder cannot be made.
    """
    if options.no_history:
        yield None
        return
    from builder.history.recorder import Recorder

    about = replace(_about(prepared), event=prepared.event)
    recorder = Recorder(UserData.standard().history_file, about, _warn)
    with closing(recorder):
        yield recorder


@contextmanager
def rows_recorded(
    options: argparse.Namespace, prepared: Prepared, key: str
) -> Iterator[RowsRecorder | None]:
    """What records a data-driven run, closed with the block; None with `--no-history`.

    Args:
        options: The arguments.
        prepared: What runs, with its data.
        key: What the history knows the run by.

    Raises:
        FileProblem: The user's data folder cannot be made.
    """
    if options.no_history or prepared.data is None:
        yield None
        return
    from builder.history.rows_recorder import RowsRecorder

    around = prepared.surroundings
    about = replace(_about(prepared), data=os.path.realpath(prepared.data.path), key=key)
    masker = Masker(around.values.get(name, "") for name in around.secrets)
    recorder = RowsRecorder(UserData.standard().history_file, about, masker, _warn)
    with closing(recorder):
        yield recorder


def _about(prepared: Prepared) -> About:
    from builder.history.about import About, part_text

    return About(
        workflow=to_plain(prepared.workflow),
        flow_path=prepared.flow_path,
        workspace=prepared.surroundings.folder,
        part=part_text(upto=prepared.upto),
    )


def _warn(sentence: str) -> None:
    print(f"steploom: warning: {sentence}", file=sys.stderr)
