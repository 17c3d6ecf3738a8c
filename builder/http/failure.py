"""What happens when a request fails."""

from __future__ import annotations

from typing import Annotated

from builder.model.failure import MOST_ATTEMPTS, OnFailure, Wait, retries
from builder.model.ui import Ui

__all__ = ["MOST_ATTEMPTS", "Failure", "Wait"]


class Failure(OnFailure):
    """What happens when the request fails: no response, or a status of 400 and over."""

    go_on: Annotated[
        bool,
        Ui(
            label="Continue workflow if request fails",
            help="Later steps can read what went wrong from the step's `error`.",
        ),
    ] = False
    retry: Annotated[
        bool,
        Ui(
            label="Retry",
            help="After connection errors and the statuses 408, 425, 429, 500, 502, 503 and 504. "
            "A `Retry-After` of the server is obeyed. A test of the step alone does not retry.",
        ),
    ] = False
    unsafe: Annotated[
        bool,
        Ui(
            label="Retry methods that may act twice (POST, PATCH and others)",
            help="Without this only GET, HEAD, OPTIONS, TRACE, PUT and DELETE are sent again.",
            shown=retries,
        ),
    ] = False
