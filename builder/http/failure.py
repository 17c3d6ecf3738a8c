"""What happens when a request fails."""

from __future__ import annotations

from typing import Annotated

from builder.model.ui import Ui
from builder.model.value import Value


class Failure(Value):
    """What happens when the request fails: no response, or a status of 400 and over."""

    go_on: Annotated[
        bool,
        Ui(
            label="Continue workflow if request fails",
            help="Later steps can read what went wrong from the step's `error`.",
        ),
    ] = False
