from __future__ import annotations

import pytest

from builder.bodies.raw import Language, RawBody
from builder.model.problem import Severity
from tests.support.running import fields

EVENT = {"t": '<a> "q" & ü', "n": 2**80}


@pytest.mark.parametrize(
    ("language", "text", "sent", "content_type"),
    [
        (
            "json",
            '{"a": {{1.event.t}}, "b": "{{1.event.t}}", "n": {{1.event.n}}}',
            '{"a": "<a> \\"q\\" & ü", "b": "<a> \\"q\\" & ü", "n": 1208925819614629174706176}',
            "application/json",
        ),
        (
            "xml",
            "<x>{{1.event.t}}</x>",
            "<x>&lt;a&gt; &quot;q&quot; &amp; ü</x>",
            "application/xml",
        ),
        (
            "html",
            "<p>{{1.event.t}}</p>",
            "<p>&lt;a&gt; &quot;q&quot; &amp; ü</p>",
            "text/html; charset=utf-8",
        ),
        ("text", "{{1.event.t}}!", '<a> "q" & ü!', "text/plain; charset=utf-8"),
        ("javascript", "f({{1.event.n}})", f"f({2**80})", "text/javascript; charset=utf-8"),
    ],
)
def test_references_are_escaped_for_the_language(
    language: str, text: str, sent: str, content_type: str
) -> None:
    body = RawBody(language=language, text=text).encode(fields({1: {"event": EVENT}}))
    assert body.content == sent.encode()
    assert body.content_type == content_type


def test_literal_text_that_is_no_json_is_warned_of() -> None:
    (problem,) = RawBody(language=Language.JSON, text="{").problems()
    assert (problem.field, problem.severity) == ("text", Severity.WARNING)
    assert not list(RawBody(language=Language.TEXT, text="{").problems())
    assert not list(RawBody(text="{{1.event}}").problems())
