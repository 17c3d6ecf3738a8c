"""Steps as text, for the clipboard: the same JSON as in a flow file, so it can be kept and mailed.

A whole flow file pasted as text gives its steps, a cURL command gives a request.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QMimeData

from builder.look.language import tr
from builder.model.json_text import JsonError, parse, pretty
from builder.model.plain import to_plain
from builder.model.step import Step
from builder.model.workflow import FORMAT, walk_steps
from builder.steps import AnyStep

MIME = "application/x-steploom-steps"
"""Marks a clipboard that holds steps; the same text also lies there as plain text."""
KIND_MIME = "application/x-steploom-kind"
"""What an entry dragged from the palette carries: the kind's name as UTF-8."""
MILLION = 1_000_000
LONGEST = 32 * MILLION
"""Longer texts than this are not read; a workflow of 10,000 steps has some 8 million characters."""
WHAT_FITS = "Copy steps, the text of a flow file or a cURL command, and paste again."


class ClipboardProblem(Exception):
    """The clipboard holds no steps; the message says what it holds instead and what to do."""


def to_text(steps: Sequence[Step]) -> str:
    """Steps, with all they hold, as JSON text."""
    return pretty({"format": FORMAT, "steps": [to_plain(step) for step in steps]}) + "\n"


def from_text(text: str) -> tuple[Step, ...]:
    """The steps in a text made by `to_text`, under the numbers they had; or a cURL command's.

    Raises:
        ClipboardProblem: The text is something else.
    """
    from builder.exchange.curl import is_curl

    if is_curl(text):
        return (_curl_step(text),)
    listed = _listed(text)
    try:
        steps: tuple[Step, ...] = TypeAdapter(tuple[AnyStep, ...]).validate_python(tuple(listed))
    except ValidationError as problem:
        from builder.storage.validation import explain

        found = explain(Path(), listed, problem)
        said = tr(
            "The clipboard's steps cannot be read: steps{place}: {reason}",
            place=found.place,
            reason=found.reason,
        )
        raise ClipboardProblem(said) from problem
    _check(steps)
    return steps


def to_mime(steps: Sequence[Step]) -> QMimeData:
    """Steps for `QClipboard.setMimeData`."""
    text = to_text(steps)
    data = QMimeData()
    data.setText(text)
    data.setData(MIME, text.encode())
    return data


def from_mime(data: QMimeData) -> tuple[Step, ...]:
    """The steps on a clipboard.

    Raises:
        ClipboardProblem: It holds something else.
    """
    if data.hasFormat(MIME):
        return from_text(bytes(data.data(MIME).data()).decode("utf-8", "replace"))
    text = data.text() if data.hasText() else ""
    if not text.strip():
        raise ClipboardProblem(f"{tr('There is nothing to paste.')} {tr(WHAT_FITS)}")
    if len(text) > LONGEST:
        raise ClipboardProblem(
            tr(
                "The clipboard's text is too long to be steps: {n} million characters, at most "
                "{limit} million are read.",
                n=len(text) // MILLION,
                limit=LONGEST // MILLION,
            )
        )
    return from_text(text)


def notice(data: QMimeData) -> str:
    """What pasting leaves out of what is on the clipboard, in a sentence; empty for nothing."""
    from builder.exchange.curl import from_curl, is_curl

    text = data.text()
    return from_curl(text).notice if is_curl(text) else ""


def _curl_step(text: str) -> Step:
    from builder.exchange.curl import CurlProblem, from_curl

    try:
        return from_curl(text).step
    except CurlProblem as problem:
        raise ClipboardProblem(str(problem)) from problem


def _listed(text: str) -> list[Any]:
    try:
        plain = parse(text)
    except JsonError as problem:
        said = tr("The clipboard's text is not a list of steps.")
        raise ClipboardProblem(f"{said} {tr(WHAT_FITS)}") from problem
    listed = plain.get("steps") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(listed, list) or not listed:
        said = tr("The clipboard's JSON holds no steps.")
        raise ClipboardProblem(f"{said} {tr(WHAT_FITS)}")
    made_by = plain.get("format", FORMAT)
    if not isinstance(made_by, int) or made_by > FORMAT:
        raise ClipboardProblem(
            tr(
                "The clipboard's steps have format {format}, this version knows formats up to "
                "{known}: update the program to paste them.",
                format=made_by,
                known=FORMAT,
            )
        )
    return listed


def _check(steps: tuple[Step, ...]) -> None:
    seen: set[int] = set()
    for step in walk_steps(steps):
        if step.group == "Triggers":
            raise ClipboardProblem(
                tr(
                    "“{name}” is a trigger. A workflow has one already: paste only steps.",
                    name=step.title,
                )
            )
        if step.number in seen:
            raise ClipboardProblem(
                tr(
                    "Two of the clipboard's steps have the number {n}: give each its own and paste "
                    "again.",
                    n=step.number,
                )
            )
        seen.add(step.number)
