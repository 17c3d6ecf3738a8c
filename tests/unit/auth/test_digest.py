"""Digest authentication: the examples of RFC 7616 and RFC 2617, and a real server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.auth.digest import DigestAuth, Proof, chosen
from builder.model.challenge import challenges
from builder.model.environment import Surroundings
from builder.model.events import Status
from builder.model.http import WireRequest
from builder.model.step import StepError
from tests.support.answers import answer
from tests.support.running import fields, flow, ran, request
from tests.support.servers import httpbin_server

AUTH = DigestAuth(username="Mufasa", password="{{env.pw}}")
URL = "http://www.example.org/dir/index.html?x=1"
REQUEST = WireRequest("GET", URL)
RFC_7616 = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)
CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"


def proof(header: str, username: str, password: str, cnonce: str, target: str) -> Proof:
    challenge = chosen(challenges([("WWW-Authenticate", header)]))
    return Proof(challenge, "GET", target, username, password, cnonce)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    made = proof(RFC_7616.format(algorithm), "Mufasa", "Circle of Life", CNONCE, "/dir/index.html")
    assert made.response == response
    for part in (
        'username="Mufasa"',
        'realm="http-auth@example.org"',
        'uri="/dir/index.html"',
        f"algorithm={algorithm}",
        "nc=00000001",
        f'cnonce="{CNONCE}"',
        "qop=auth",
        f'response="{response}"',
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    ):
        assert part in made.header.removeprefix("Digest ").split(", ")
    assert "Circle" not in made.header + repr(made)


def test_the_example_of_rfc_2617() -> None:
    header = (
        'Digest realm="testrealm@host.com", qop="auth,auth-int", '
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )
    made = proof(header, "Mufasa", "Circle Of Life", "0a4f113b", "/dir/index.html")
    assert made.response == "6629fae49393a05397450978507c4ef1"
    assert "algorithm" not in made.header


def test_a_server_without_quality_of_protection() -> None:
    made = proof('Digest realm="r", nonce="n"', "u", "p", "c", "/")
    assert "qop" not in made.header
    assert "cnonce" not in made.header


def test_names_that_are_not_ascii_and_hashed_names() -> None:
    made = proof('Digest realm="r", nonce="n", qop=auth', "Jäsøn Doe", "p", "c", "/")
    assert "username*=UTF-8''J%C3%A4s%C3%B8n%20Doe" in made.header
    made = proof('Digest realm="r", nonce="n", qop=auth, userhash=true', "Jäsøn", "p", "c", "/")
    assert re.search(r'username="[0-9a-f]{32}", userhash=true', made.header)


def test_the_better_challenge_is_chosen() -> None:
    offered = [
        ("WWW-Authenticate", 'Digest realm="r", nonce="1", algorithm=MD5, qop="auth"'),
        ("WWW-Authenticate", 'Digest realm="r", nonce="2", algorithm=SHA-256, qop="auth"'),
        ("WWW-Authenticate", 'Digest realm="r", nonce="3", algorithm=SHA-512-256, qop="auth"'),
    ]
    assert chosen(challenges(offered)).parameters["nonce"] == "2"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ('Basic realm="x"', "without asking for Digest"),
        ('Digest realm="r", nonce="n", algorithm=SHA-3', "not supported: SHA-3"),
        ('Digest realm="r", nonce="n", qop="auth-int"', "MD5 \\(auth-int\\)"),
        ('Digest realm="r", qop="auth"', "not supported"),
    ],
)
def test_other_challenges_are_refused(header: str, said: str) -> None:
    flow = AUTH.flow(REQUEST, fields(pw="s3cret"))
    next(flow)
    with pytest.raises(StepError, match=said):
        flow.send(answer(status=401, url=URL, headers=(("WWW-Authenticate", header),)))


def test_the_request_is_sent_again_with_the_proof() -> None:
    flow = AUTH.flow(REQUEST, fields(pw="s3cret"))
    assert next(flow).headers == ()
    challenge = ("www-authenticate", 'Digest realm="r", nonce="n", qop="auth"')
    signed = flow.send(answer(status=401, url=URL, headers=(challenge,)))
    value = dict(signed.headers)["Authorization"]
    assert 'uri="/dir/index.html?x=1"' in value
    assert signed.credential_headers == {"authorization"}
    found = re.search('response="([0-9a-f]+)"', value)
    assert found is not None
    assert {"s3cret", found[1]} <= signed.protected
    stale = ("www-authenticate", 'Digest realm="r", nonce="n2", qop="auth", stale=TRUE')
    again = flow.send(answer(status=401, url=URL, headers=(stale,)))
    assert 'nonce="n2"' in dict(again.headers)["Authorization"]
    with pytest.raises(StopIteration):
        flow.send(answer(status=401, url=URL, headers=(stale,)))


def test_a_wrong_password_is_not_tried_twice() -> None:
    flow = AUTH.flow(REQUEST, fields(pw="s3cret"))
    next(flow)
    refused = answer(
        status=401, url=URL, headers=(("WWW-Authenticate", 'Digest realm="r", nonce="n"'),)
    )
    flow.send(refused)
    with pytest.raises(StopIteration):
        flow.send(refused)


def test_a_redirect_is_answered_where_it_leads_to_and_never_elsewhere() -> None:
    challenge = (("WWW-Authenticate", 'Digest realm="r", nonce="n"'),)
    flow = AUTH.flow(REQUEST, fields(pw="s3cret"))
    next(flow)
    there = answer(status=401, headers=challenge, url="http://www.example.org/new?y")
    signed = flow.send(there)
    assert signed.url == "http://www.example.org/new?y"
    assert 'uri="/new?y"' in dict(signed.headers)["Authorization"]
    flow = AUTH.flow(REQUEST, fields(pw="s3cret"))
    next(flow)
    with pytest.raises(StopIteration):
        flow.send(answer(status=401, headers=challenge, url="http://elsewhere.test/"))


def test_a_server_that_asks_for_nothing_gets_nothing() -> None:
    flow = AUTH.flow(REQUEST, fields(pw="s3cret"))
    next(flow)
    with pytest.raises(StopIteration):
        flow.send(answer(status=200, url=URL))


def test_a_user_name_is_needed() -> None:
    assert [p.field for p in DigestAuth().problems()] == ["username"]
    assert not list(AUTH.problems())


@pytest.fixture(scope="module")
def httpbin() -> Iterator[str]:
    with httpbin_server() as url:
        yield url


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
async def test_a_real_server(httpbin: str, tmp_path: Path, algorithm: str) -> None:
    auth = {"kind": "digest", "username": "ada", "password": "{{env.pw}}"}
    url = f"{httpbin}/digest-auth/auth/ada/s3cret-marker/{algorithm}"
    shown = flow(request(2, url.replace("s3cret-marker", "{{env.pw}}"), auth=auth))
    for password, status in (("s3cret-marker", Status.SUCCEEDED), ("wrong-one", Status.FAILED)):
        around = Surroundings("dev", {"pw": password}, frozenset({"pw"}))
        workflow = shown if status is Status.SUCCEEDED else flow(request(2, url, auth=auth))
        what = await ran(workflow, tmp_path, surroundings=around)
        assert what.end.status is status
        assert password.encode() not in what.said
