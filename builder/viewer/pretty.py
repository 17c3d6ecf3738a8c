"""Getting a JSON body pretty-printed: small ones at once, large ones by the helper process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from builder.look.language import tr
from builder.model.http import BodyRecord
from builder.viewer.body import Body, Bytes, open_body
from builder.viewer.helper import Helper
from builder.viewer.json_shape import NotJson, formatted, formatted_start
from builder.viewer.questions import Answer, Format
from builder.viewer.tree_source import PARSED_HERE

AT_ONCE = 64 * 1024
"""Bytes of a large body that are formatted in the window, for the first screens."""
Show = Callable[[Bytes, bool], None]


def pretty(body: Body, helper: Helper, show: Show, failed: Callable[[str], None]) -> None:
    """Format a JSON body.

    Args:
        body: What is formatted.
        helper: Formats what is large, into a file beside the body's.
        show: Gets the bytes, and whether they go on where those of the call before ended.
        failed: Gets the reason when the body is no JSON.
    """
    try:
        if body.path is None or len(body.data) <= PARSED_HERE:
            show(formatted(body.data), False)
            return
        show(_begin(body.data), False)
    except NotJson as error:
        failed(tr("The body cannot be read as JSON: {why}", why=error))
        return
    target = Path(f"{body.path}.pretty")

    def arrived(answer: Answer) -> None:
        try:
            if answer.error:
                failed(answer.error)
            else:
                show(open_body(BodyRecord(path=str(target))).data, True)
        except OSError as error:
            failed(tr("The formatted body cannot be read: {why}", why=error.strerror))

    if target.exists():
        arrived(Answer(0))
    else:
        helper.ask(Format(file=body.path, target=str(target)), arrived)


def _begin(data: Bytes) -> bytes:
    """What is shown until the helper process is done: its first lines, else the text as it is."""
    try:
        return formatted_start(data, AT_ONCE)
    except NotJson:
        return data[:AT_ONCE]
