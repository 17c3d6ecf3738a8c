from __future__ import annotations

import pytest

from builder.bodies.raw import Language, RawBody
from builder.model.body_encoding import BodyEncoding
from builder.model.problem import Severity
from builder.model.step import StepError
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


@pytest.mark.parametrize(
    ("encoding", "text", "sent"),
    [
        ("hex", "{{1.event.hex}}", b"\x00\xff"),
        ("base64", "AP8=", b"\x00\xff"),
        ("utf16le", "é", b"\xe9\x00"),
        ("latin1", "é", b"\xe9"),
    ],
)
def test_the_text_names_the_bytes_that_are_sent(encoding: str, text: str, sent: bytes) -> None:
    ctx = fields({1: {"event": {"hex": "00 ff"}}})
    body = RawBody.model_validate({"encoding": encoding, "text": text})
    assert body.encode(ctx).content == sent
    assert body.encode(ctx).content_type == body.content_type


def test_text_in_no_such_encoding_is_refused_and_said_while_typing() -> None:
    body = RawBody(encoding=BodyEncoding.HEX, text="0g")
    (problem,) = body.problems()
    assert (problem.field, problem.severity) == ("text", Severity.ERROR)
    assert "position 2" in problem.message
    with pytest.raises(StepError, match="position 2") as raised:
        body.encode(fields())
    assert (raised.value.kind, raised.value.field) == ("invalid-encoding", "text")
