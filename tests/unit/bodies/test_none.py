from __future__ import annotations

from builder.bodies.none import NoBody
from tests.support.running import fields


def test_nothing_is_sent() -> None:
    body = NoBody().encode(fields())
    assert (body.content, body.content_type) == (None, "")
