"""`self.pageToken`: its value while a page is asked for, and rows that hold nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from builder.model.json_text import Json
from builder.model.reference import PAGE, Reference
from builder.model.scanner import TemplateError
from builder.model.scope import Scope
from builder.model.template import parse
from builder.model.value import Value

if TYPE_CHECKING:
    from builder.http.fields import RequestFields

TOKEN = "pageToken"


class PageScope(msgspec.Struct, frozen=True):
    """The scope of a step while it fetches pages.

    Attributes:
        around: Where all other references find their values.
        token: What `self.pageToken` stands for; None for the first page.
        number: The number of the step itself.
        page: What references to the step itself read: the page just fetched; None before it.
    """

    around: Scope
    token: Json = None
    number: int = 0
    page: Json = None

    def root(self, reference: Reference) -> Json:
        """See `Scope.root`."""
        if reference.root == PAGE:
            return {TOKEN: self.token}
        if self.page is not None and reference.step == self.number:
            return self.page
        return self.around.root(reference)


def without_empty_token(step: RequestFields) -> RequestFields:
    """The step as it asks for the first page: rows that hold the lone page token are off."""
    update: dict[str, Any] = {"query": _rows(step.query), "headers": _rows(step.headers)}
    rows = getattr(step.body, "rows", None)
    if rows:
        update["body"] = step.body.model_copy(update={"rows": _rows(rows)})
    return step.model_copy(update=update)


def _rows(rows: tuple[Value, ...]) -> tuple[Value, ...]:
    """The same rows in the same places, so that errors still name the right one."""
    return tuple(
        row.model_copy(update={"enabled": False}) if _is_token(getattr(row, "value", "")) else row
        for row in rows
    )


def _is_token(text: object) -> bool:
    if not isinstance(text, str) or TOKEN not in text:
        return False
    try:
        lone = parse(text.strip()).lone
    except TemplateError:
        return False
    return lone is not None and all(one.root == PAGE for one in lone.alternatives)
