"""Bodies that the helper process has to write anew before they can be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from builder.look.language import tr
from builder.model.http import BodyRecord
from builder.viewer.body import Body, open_body
from builder.viewer.helper import Helper
from builder.viewer.questions import Answer, AnyQuestion, Recode, Unwrap


def prepared(
    body: Body, helper: Helper, then: Callable[[Body], None], failed: Callable[[str], None]
) -> None:
    """Bring a large text into UTF-8.

    Args:
        body: A text in a file, in another charset.
        helper: Writes it anew.
        then: Gets the text as UTF-8, later.
        failed: Gets the reason when it cannot be written.
    """
    target = helper.new_file()
    question = Recode(file=body.path or "", target=target, charset=body.charset)

    def opened() -> Body:
        data = open_body(BodyRecord(media_type=body.media_type, path=target)).data
        return replace(body, data=data, charset="utf-8", path=target)

    _ask(helper, question, opened, then, failed)


def unwrapped(
    file: str, helper: Helper, then: Callable[[Body], None], failed: Callable[[str], None]
) -> None:
    """The output of a step alone, out of the file a run keeps it in.

    Args:
        file: What the run wrote.
        helper: Writes the output into a file of its own.
        then: Gets it, later.
        failed: Gets the reason when it cannot be read.
    """
    target = helper.new_file()

    def opened() -> Body:
        return open_body(BodyRecord(media_type="application/json", path=target))

    _ask(helper, Unwrap(file=file, target=target), opened, then, failed)


def _ask(
    helper: Helper,
    question: AnyQuestion,
    opened: Callable[[], Body],
    then: Callable[[Body], None],
    failed: Callable[[str], None],
) -> None:
    def arrived(answer: Answer) -> None:
        if answer.error:
            failed(answer.error)
            return
        try:
            body = opened()
        except OSError as error:
            failed(tr("The body cannot be read: {why}", why=error.strerror or error))
        else:
            then(body)

    helper.ask(question, arrived)
