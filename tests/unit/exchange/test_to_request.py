"""A request that was sent becomes a step again."""

from __future__ import annotations

from builder.exchange.to_request import to_request
from builder.model.http import BodyRecord, Exchange
from builder.model.masking import MASK


def test_a_step_is_made_of_what_was_sent() -> None:
    record = BodyRecord(data=b'{"a": "{{x}}"}', size=14)
    exchange = Exchange(
        method="PUT",
        url=f"https://api.example.com/a?key={MASK}",
        request_headers=(
            ("Host", "api.example.com"),
            ("Content-Type", "application/json"),
            ("Authorization", f"Bearer {MASK}"),
            ("X-Own", "{{1.event}}"),
        ),
        request_body=record,
    )
    made = to_request(exchange, 7)
    step = made.step
    assert (step.number, step.method) == (7, "PUT")
    assert step.url == "https://api.example.com/a"
    assert [(row.key, row.value) for row in step.query] == [("key", "{{env.KEY}}")]
    assert [(row.key, row.value) for row in step.headers] == [
        ("Content-Type", "application/json"),
        ("Authorization", "Bearer {{env.AUTHORIZATION}}"),
        ("X-Own", "\\{{1.event}}"),
    ]
    assert step.body.kind == "raw"
    assert step.body.text == '{"a": "\\{{x}}"}'
    assert made.variables == ("KEY", "AUTHORIZATION")
    assert not made.without_body
    binary = BodyRecord(data=b"\0\xff", size=2)
    assert to_request(Exchange(method="POST", url="http://a", request_body=binary), 2).without_body
