from __future__ import annotations

from xml.etree import ElementTree

import pytest

from builder.bodies.xml import XmlBody
from builder.model.body_encoding import BodyEncoding
from builder.model.step import StepError
from tests.support.running import fields

CTX = fields({1: {"event": {"t": '<a> "q" & ü', "xml": "<whole/>", "broken": "<a>"}}})


def test_references_are_escaped_where_they_land() -> None:
    body = XmlBody(text="<x a='{{1.event.t}}'>{{1.event.t}}<![CDATA[{{1.event.t}}]]></x>").encode(
        CTX
    )
    assert isinstance(body.content, bytes)
    root = ElementTree.fromstring(body.content)
    assert root.get("a") == '<a> "q" & ü'
    assert root.text == '<a> "q" & ü' * 2
    assert body.content_type == "application/xml"


def test_a_lone_reference_is_the_document() -> None:
    assert XmlBody(text="{{1.event.xml}}").encode(CTX).content == b"<whole/>"
    assert not list(XmlBody(text="{{1.event.xml}}").problems())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no element"),
        ("<a>\n  </b>", "mismatched tag at line 2, column 5"),
        ("{{1.event.broken}}", "no element found at line 1, column 4"),
        ("<{{1.event.t}}/>", "at line 1"),
        ('<?xml version="1.0" encoding="x-nope"?><a/>', "“x-nope” is not known"),
    ],
)
def test_what_is_not_well_formed_is_not_sent(text: str, said: str) -> None:
    with pytest.raises(StepError, match="well-formed XML") as raised:
        XmlBody(text=text).encode(CTX)
    assert (raised.value.kind, raised.value.field) == ("invalid-xml", "text")
    assert said in raised.value.message


def test_problems_while_typing_have_the_place_as_typed() -> None:
    (problem,) = XmlBody(text="<a>{{1.event.t}}</b>").problems()
    assert problem.field == "text"
    assert "line 1, column 19" in problem.message
    assert not list(XmlBody(text="<a b='{{1.event.t}}'>{{1.event.t}}</a>").problems())
    assert list(XmlBody(text="").problems())
    assert not list(XmlBody(text="{{1.event").problems()), "said for all fields alike"


def test_in_an_encoding() -> None:
    sent = XmlBody(text="<a>é</a>").encode_as(BodyEncoding.UTF16LE, CTX)
    assert sent.content == "<a>é</a>".encode("utf-16-le")
    assert XmlBody(text="PGEvPg").encode_as(BodyEncoding.BASE64, CTX).content == b"<a/>"
    with pytest.raises(StepError, match="position 4"):
        XmlBody(text="<a>é</a>").encode_as(BodyEncoding.ASCII, CTX)
