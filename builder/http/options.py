"""How a request is sent, as a step's Options tab shows it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from builder.model.http import SendOptions
from builder.model.ui import Ui
from builder.model.value import Value


class Options(Value):
    """How the request is sent."""

    connect_timeout: Annotated[float, Field(gt=0), Ui(label="Connect timeout (s)")] = 10
    read_timeout: Annotated[float, Field(gt=0), Ui(label="Read timeout (s)")] = 30
    total_timeout: Annotated[float, Field(gt=0), Ui(label="Total timeout (s)")] = 60
    follow_redirects: Annotated[bool, Ui(label="Follow redirects (at most 10)")] = True
    verify_tls: Annotated[bool, Ui(label="Verify TLS certificates")] = True
    cookies: Annotated[bool, Ui(label="Send and keep cookies of this run")] = True
    response_limit: Annotated[
        int, Field(gt=0), Ui(label="Response size limit (MB, after decompression)")
    ] = 200

    def send_options(self) -> SendOptions:
        """What the engine is told."""
        return SendOptions(
            connect_timeout=self.connect_timeout,
            read_timeout=self.read_timeout,
            total_timeout=self.total_timeout,
            follow_redirects=self.follow_redirects,
            verify_tls=self.verify_tls,
            response_limit=self.response_limit * 1_000_000,
            cookies=self.cookies,
        )
