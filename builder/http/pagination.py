"""How a step fetches all pages of an answer, as its Pagination tab shows it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from builder.model.problem import Problem
from builder.model.rules import RuleSet
from builder.model.text import Template
from builder.model.ui import Ui
from builder.model.value import Value

MOST_PAGES = 10_000


class Next(StrEnum):
    """Where the next page is named."""

    TOKEN = "token"
    LINK = "link"

    @property
    def label(self) -> str:
        """What the user reads."""
        return {"token": "A token in the answer", "link": "The header Link: rel=next"}[self.value]


def _on(pagination: Pagination) -> bool:
    return pagination.on


def _by_token(pagination: Pagination) -> bool:
    return pagination.on and pagination.next is Next.TOKEN


class Pagination(Value):
    """How all pages are fetched. References to the step itself mean the page just fetched."""

    on: Annotated[
        bool,
        Ui(
            label="Fetch all pages",
            help="The step's body is then one array with the items of every page.",
        ),
    ] = False
    items: Annotated[
        Template,
        Ui(
            label="Array to collect",
            placeholder="{{ for a list in the page",
            shown=_on,
        ),
    ] = ""
    next: Annotated[Next, Ui(label="Next page", shown=_on)] = Next.TOKEN
    token: Annotated[
        Template,
        Ui(
            label="Next page token",
            help="Put {{self.pageToken}} where the request takes it; in the first request it is "
            "empty, and a row that holds nothing else is left out.",
            placeholder="{{ for its place in the page",
            shown=_by_token,
        ),
    ] = ""
    stop: Annotated[RuleSet, Ui(label="Stop when", shown=_on)] = RuleSet()
    most: Annotated[int, Field(ge=1, le=MOST_PAGES), Ui(label="Pages at most", shown=_on)] = 100

    def problems(self) -> Iterator[Problem]:
        """What is to be collected must be said, and how the next page is found."""
        if not self.on:
            return
        if not self.items:
            yield Problem("Say which array of a page is collected.", field="items")
        if self.next is Next.TOKEN and not self.token:
            yield Problem("Say where a page has the token of the next one.", field="token")
