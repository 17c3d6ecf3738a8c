"""What the example server answers: a small shop, and a few addresses that help trying things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus

from builder.examples import data
from builder.examples.answer import Answer, Asked, answer, fault
from builder.examples.protected import Protected

TOKEN = "example-token"
"""The bearer token that `/secure` takes; it protects nothing."""

SLOWEST = 30.0
"""Seconds `/slow` waits at most."""

MOST_ROWS = 200_000
"""Rows `/rows` gives at most."""

Route = Callable[[Asked], Answer]


class Shop:
    """All routes, with what was created since the start."""

    def __init__(self) -> None:
        self._created: dict[str, data.Record] = {}
        self._next = 1
        self._tries: dict[str, int] = {}
        protected = Protected()
        self._routes: Mapping[str, Route] = {
            "": self._index,
            "users": self._users,
            "orders": self._orders,
            "products": self._products,
            "token": protected.token,
            "reports": protected.reports,
            "echo": self._echo,
            "slow": self._slow,
            "status": self._status,
            "flaky": self._flaky,
            "secure": self._secure,
            "redirect": self._redirect,
            "rows": self._rows,
            "broken-json": self._broken_json,
        }

    def answer(self, asked: Asked) -> Answer:
        """Answer a request; a HEAD request gets what GET would, without the body."""
        route = self._routes.get(asked.parts[0] if asked.parts else "")
        if route is None:
            return _missing(f"There is nothing at {asked.target}; GET / lists what there is.")
        if asked.method == "HEAD":
            return replace(route(replace(asked, method="GET")), body=b"")
        return route(asked)

    def _index(self, asked: Asked) -> Answer:
        """GET /: what there is."""
        routes = sorted(f"/{name}" for name in self._routes if name)
        return answer({"service": "Steploom example server", "routes": routes})

    def _users(self, asked: Asked) -> Answer:
        """GET, POST /users; GET /users/ID; GET /users/ID/orders."""
        if len(asked.parts) == 1:
            if asked.method == "POST":
                return self._create("user", "u_9", asked, ("email",))
            return self._list_users(asked)
        found = data.user(asked.parts[1]) or self._created.get(asked.parts[1])
        if found is None:
            return _missing(f"No user has the id {asked.parts[1]}.")
        if asked.parts[2:] == ("orders",):
            return answer({"items": data.orders(found["id"])})
        if "orders" in asked.query.get("expand", "").split(","):
            found = {**found, "orders": data.orders(found["id"])}
        return answer(found)

    def _list_users(self, asked: Asked) -> Answer:
        active = asked.query.get("active")
        found = [
            user for user in data.USERS if active is None or user["active"] is (active == "true")
        ]
        return answer({"items": found, "total": len(found)})

    def _orders(self, asked: Asked) -> Answer:
        """POST /orders; GET /orders/ID."""
        if len(asked.parts) == 1 and asked.method == "POST":
            return self._create("order", "o_", asked, ("userId",))
        found = self._created.get(asked.parts[1]) if len(asked.parts) > 1 else None
        return answer(found) if found else _missing("No such order was created since the start.")

    def _products(self, asked: Asked) -> Answer:
        """GET /products?after=TOKEN: a page of products, and the token of the next page."""
        after = asked.query.get("after", "0")
        if not after.isdecimal():
            return fault(400, "bad_query", "“after” should be the token of an earlier page.")
        start = int(after)
        end = start + data.PAGE
        following = str(end) if end < len(data.PRODUCTS) else None
        found = data.PRODUCTS[start:end]
        return answer({"items": found, "next": following, "total": len(data.PRODUCTS)})

    def _create(self, what: str, prefix: str, asked: Asked, needed: tuple[str, ...]) -> Answer:
        try:
            given = asked.json()
        except ValueError:
            return fault(400, "bad_json", "The body is not JSON.")
        if not isinstance(given, dict):
            return fault(422, "invalid", "The body should be a JSON object.")
        for name in needed:
            if not given.get(name):
                return fault(422, "invalid", f"“{name}” is missing.")
        number = f"{prefix}{self._next:03}"
        self._next += 1
        self._created[number] = {"id": number, **given}
        return answer(self._created[number], 201, Location=f"/{what}s/{number}")

    def _echo(self, asked: Asked) -> Answer:
        """Any method, /echo: what was sent."""
        try:
            parsed = asked.json() if asked.body else None
        except ValueError:
            parsed = None
        return answer(
            {
                "method": asked.method,
                "target": asked.target,
                "query": asked.query,
                "headers": {name.lower(): value for name, value in asked.headers},
                "body": asked.body.decode("utf-8", "replace"),
                "json": parsed,
            }
        )

    def _slow(self, asked: Asked) -> Answer:
        """/slow?seconds=N: an answer that takes its time."""
        try:
            seconds = min(SLOWEST, max(0.0, float(asked.query.get("seconds", "2"))))
        except ValueError:
            return fault(400, "bad_query", "“seconds” should be a number.")
        return replace(answer({"waited": seconds}), delay=seconds)

    def _status(self, asked: Asked) -> Answer:
        """/status/CODE: that status."""
        try:
            status = HTTPStatus(int(asked.parts[1]))
        except (IndexError, ValueError):
            return fault(400, "bad_status", "Ask for a status as in /status/503.")
        if status in (204, 304):
            return Answer(status, media_type="")
        if status < 400:
            return answer({"status": int(status), "phrase": status.phrase}, max(status, 200))
        return fault(status, status.name.lower(), f"{status.phrase}, as you asked.")

    def _flaky(self, asked: Asked) -> Answer:
        """/flaky/NAME: fails twice, works the third time."""
        tries = self._tries.get(asked.target, 0)
        self._tries[asked.target] = (tries + 1) % 3
        if tries < 2:
            return fault(503, "busy", "Busy; try again.", Retry_After="1")
        return answer({"tries": tries + 1})

    def _secure(self, asked: Asked) -> Answer:
        """/secure: wants `Authorization: Bearer example-token`."""
        if asked.header("Authorization") != f"Bearer {TOKEN}":
            return fault(401, "unauthorized", "Send the token.", WWW_Authenticate="Bearer")
        return answer({"secure": True})

    def _redirect(self, asked: Asked) -> Answer:
        """/redirect/N: N redirects, then /echo."""
        left = int(asked.parts[1]) if len(asked.parts) > 1 and asked.parts[1].isdecimal() else 1
        target = f"/redirect/{left - 1}" if 1 < left <= 50 else "/echo"
        return Answer(302, media_type="", headers={"Location": target})

    def _rows(self, asked: Asked) -> Answer:
        """/rows?count=N: a list as long as asked for."""
        count = asked.query.get("count", "1000")
        if not count.isdecimal() or int(count) > MOST_ROWS:
            return fault(400, "bad_query", f"“count” should be a number up to {MOST_ROWS}.")
        return answer(data.rows(int(count)))

    def _broken_json(self, asked: Asked) -> Answer:
        """/broken-json: says it is JSON and is not."""
        return Answer(200, b'{"almost": "JSON", ')


def _missing(message: str) -> Answer:
    return fault(404, "not_found", message)
