"""The example server's addresses behind an OAuth 2.0 access token (RFC 6749, section 4.4)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from urllib.parse import parse_qsl

from builder.examples import data
from builder.examples.answer import Answer, Asked, answer, fault

CLIENT = "example-client"
SECRET = "example-secret"
"""What `/token` takes; it protects nothing."""

LIFETIME_SECONDS = 300


class Protected:
    """Issues tokens, and answers those who bring one."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._issued: set[str] = set()

    def token(self, asked: Asked) -> Answer:
        """POST /token: an access token for the client's own name and secret, in the body."""
        form = dict(parse_qsl(asked.body.decode("utf-8", "replace")))
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return _refused(401, "invalid_client", "The client or its secret is not known.")
        if form.get("grant_type") != "client_credentials":
            return _refused(400, "unsupported_grant_type", "Use client_credentials.")
        token = f"issued-{next(self._numbers)}"
        self._issued.add(token)
        return answer(
            {"access_token": token, "token_type": "Bearer", "expires_in": LIFETIME_SECONDS}
        )

    def reports(self, asked: Asked) -> Answer:
        """GET /reports: what a user's orders come to, for those with an issued token."""
        if asked.header("Authorization").removeprefix("Bearer ") not in self._issued:
            return fault(401, "unauthorized", "Get a token first.", WWW_Authenticate="Bearer")
        return answer({"items": [_report(user) for user in data.USERS]})


def _report(user: Mapping[str, object]) -> data.Record:
    orders = data.orders(str(user["id"]))
    return {"userId": user["id"], "orders": len(orders), "total": orders[0]["total"]}


def _refused(status: int, error: str, description: str) -> Answer:
    """A token endpoint's error (RFC 6749, section 5.2)."""
    return answer({"error": error, "error_description": description}, status)
