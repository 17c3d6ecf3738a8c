"""What the example server knows: a small shop, the same at every start."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]

USERS: tuple[Record, ...] = (
    {"id": "u_4821", "name": "Ada", "email": "ada@example.com", "active": True, "plan": "team"},
    {"id": "u_4822", "name": "Grace", "email": "grace@example.com", "active": True, "plan": "free"},
    {"id": "u_4823", "name": "Alan", "email": "alan@example.com", "active": False, "plan": "free"},
    {
        "id": "u_4824",
        "name": "Edsger",
        "email": "edsger@example.com",
        "active": True,
        "plan": "pro",
    },
)
"""Users of the shop."""

_NAMES = ("Notebook", "Fountain pen", "Ink, blue", "Desk lamp", "Paper, 500 sheets")
_PRICES = ("42.50", "17.99", "9.00", "128.00", "6.49")

PRODUCTS: tuple[Record, ...] = tuple(
    {"id": f"p_{100 + i}", "name": name, "price": float(price), "stock": (7 * i) % 5}
    for i, (name, price) in enumerate(zip(_NAMES * 5, _PRICES * 5, strict=True))
)
"""What the shop sells."""

PAGE = 10
"""Products a page."""


def orders(user: str, count: int = 5) -> list[Record]:
    """A user's orders, the same for the same user; prices are decimals as text of JSON numbers."""
    first = 90_000 + sum(user.encode()) * 10
    return [
        {
            "id": first + i,
            "userId": user,
            "product": _NAMES[(first + i) % len(_NAMES)],
            "quantity": 1 + i % 3,
            "total": float(_PRICES[(first + i) % len(_PRICES)]),
            "placedAt": f"2026-0{1 + i % 9}-1{i % 9}T09:30:00Z",
        }
        for i in range(count)
    ]


def user(number: str) -> Record | None:
    """The user of that id, or None."""
    return next((found for found in USERS if found["id"] == number), None)


def rows(count: int) -> list[Record]:
    """As many rows as asked for, to see how a large answer is shown."""
    return [
        {"id": i, "name": f"Row {i}", "even": i % 2 == 0, "share": i / count, "tags": ["a", "b"]}
        for i in range(count)
    ]
