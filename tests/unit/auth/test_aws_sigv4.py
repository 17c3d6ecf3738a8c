"""AWS Signature Version 4 against the cases AWS has published."""

from __future__ import annotations

import hmac
import os
import re
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from builder.auth.aws_sigv4 import AwsSignature, Signing, canonical_request, signed
from builder.bodies.file import FileBody
from builder.model.environment import Surroundings
from builder.model.http import Header, StreamedBody, WireRequest
from builder.model.resolver import FieldResolver
from builder.model.scope import Values
from builder.model.step import StepError
from tests.support.running import flow, ran, request
from tests.support.servers import Seen, recorder

SIGNING = Signing(
    "AKIDEXAMPLE",
    "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    "us-east-1",
    "service",
    "20150830T123600Z",
)
HOST: tuple[Header, ...] = (("Host", "example.amazonaws.com"),)
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ALL = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SESSION = (
    "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfI"
    "eoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0"
    "wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDry"
    "pNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="
)
VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
TARGETS = [
    ("GET", "/", VANILLA),
    ("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
    (
        "GET",
        "/?Param1=value1",
        "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb",
    ),
    (
        "POST",
        "/?Param1=value1",
        "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    ),
    (
        "GET",
        "/?Param2=value2&Param1=value1",
        "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ),
    (
        "GET",
        "/?Param1=value2&Param1=Value1",
        "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1",
    ),
    (
        "GET",
        "/?Param1=value2&Param1=value1",
        "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694",
    ),
    (
        "GET",
        "/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
        "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac",
    ),
    (
        "GET",
        f"/?{ALL}={ALL}",
        "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197",
    ),
    ("GET", "/?ሴ=bar", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"),
    ("GET", f"/{ALL}", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"),
    ("GET", "/ሴ", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"),
    ("GET", "/example/..", VANILLA),
    ("GET", "/example1/example2/../..", VANILLA),
    ("GET", "//", VANILLA),
    ("GET", "/./", VANILLA),
    (
        "GET",
        "/./example",
        "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5",
    ),
    (
        "GET",
        "//example//",
        "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84",
    ),
    (
        "GET",
        "/example space/",
        "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741",
    ),
    (
        "GET",
        "/example/$delete",
        "a853c9b21b528b19643d00910d35b83a10c366a10833ceefb45edd6c80e40f27",
    ),
]


@pytest.mark.parametrize(("method", "target", "signature"), TARGETS)
def test_published_targets(method: str, target: str, signature: str) -> None:
    headers = (*HOST, ("X-Amz-Date", SIGNING.moment))
    canonical, names = canonical_request(method, target, headers, EMPTY, is_s3=False)
    assert names == "host;x-amz-date"
    assert SIGNING.authorization(canonical, names) == (
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
        f"SignedHeaders=host;x-amz-date, Signature={signature}"
    )


def my(*values: str) -> tuple[Header, ...]:
    return tuple(("My-Header1", value) for value in values)


@pytest.mark.parametrize(
    ("method", "headers", "body", "signature"),
    [
        (
            "GET",
            my("value2", "value2", "value1"),
            None,
            "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea",
        ),
        (
            "GET",
            my("value4", "value1", "value3", "value2"),
            None,
            "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01",
        ),
        (
            "GET",
            (("My-Header1", " value1"), ("My-Header2", ' "a   b   c"')),
            None,
            "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
        ),
        (
            "POST",
            my("VALUE1"),
            None,
            "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d",
        ),
        (
            "POST",
            (("Content-Type", "application/x-www-form-urlencoded"),),
            b"Param1=value1",
            "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
        ),
        (
            "POST",
            (("Content-Type", "application/x-www-form-urlencoded; charset=utf8"),),
            b"Param1=value1",
            "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe",
        ),
    ],
)
def test_published_headers_and_bodies(
    method: str, headers: tuple[Header, ...], body: bytes | None, signature: str
) -> None:
    request = WireRequest(method, "https://example.amazonaws.com/", (*HOST, *headers), body)
    made = dict(signed(request, SIGNING).headers)["Authorization"]
    assert made.endswith(f"Signature={signature}")


def test_published_session_token() -> None:
    request = WireRequest("POST", "https://example.amazonaws.com/", HOST)
    made = signed(request, SIGNING, SESSION)
    assert dict(made.headers)["X-Amz-Security-Token"] == SESSION
    assert dict(made.headers)["Authorization"].endswith(
        "SignedHeaders=host;x-amz-date;x-amz-security-token, "
        "Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"
    )
    assert {SIGNING.secret_key, SESSION} <= made.protected


def test_the_published_example_of_s3() -> None:
    """“GET Object” of the Amazon S3 API Reference."""
    signing = Signing(
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "us-east-1",
        "s3",
        "20130524T000000Z",
    )
    headers = (("Host", "examplebucket.s3.amazonaws.com"), ("Range", "bytes=0-9"))
    url = "https://examplebucket.s3.amazonaws.com/test.txt"
    made = dict(signed(WireRequest("GET", url, headers), signing).headers)
    assert made["X-Amz-Content-SHA256"] == EMPTY
    assert made["Authorization"].endswith(
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    )
    odd = "https://b.s3.amazonaws.com/a//b/../c%20d"
    canonical, _ = canonical_request("GET", odd[len("https://b.s3.amazonaws.com") :], (), "", True)
    assert canonical.splitlines()[1] == "/a//b/../c%20d"


async def _chunks() -> AsyncGenerator[bytes, None]:
    yield b"Param1="
    yield b"value1"


async def test_a_streamed_body_is_signed_as_if_it_were_whole() -> None:
    headers = (*HOST, ("Content-Type", "application/x-www-form-urlencoded"))
    url = "https://example.amazonaws.com/"
    whole = WireRequest("POST", url, headers, b"Param1=value1")
    streamed = structs.replace(whole, body=StreamedBody(_chunks, 13, "<file>"))
    assert (await signed(streamed, SIGNING).sealed()).headers == signed(whole, SIGNING).headers
    assert await whole.sealed() is whole
    shown = signed(streamed, SIGNING)
    assert [name for name, _ in shown.headers] == [n for n, _ in signed(whole, SIGNING).headers]


async def test_only_s3_takes_a_streamed_body_unsigned_and_only_over_tls() -> None:
    body = StreamedBody(_chunks, 13, "<file>")
    s3 = replace(SIGNING, service="s3")
    made = await signed(WireRequest("PUT", "https://x.test/a", HOST, body), s3).sealed()
    assert dict(made.headers)["X-Amz-Content-SHA256"] == "UNSIGNED-PAYLOAD"
    made = await signed(WireRequest("PUT", "http://x.test/a", HOST, body), s3).sealed()
    assert dict(made.headers)["X-Amz-Content-SHA256"] == sha256(b"Param1=value1").hexdigest()


AUTH = {
    "kind": "aws_sigv4",
    "access_key": "AKID",
    "secret_key": {"text": "s3cret-key", "kept": True},
    "service": "execute-api",
    "region": "eu-west-1",
}


def verifies(seen: Seen, secret: str) -> bool:
    """Whether a request as it came is signed with the secret: AWS's description, step by step."""
    given = re.fullmatch(
        r"AWS4-HMAC-SHA256 Credential=[^/]+/(\S+), SignedHeaders=(\S+), Signature=(\w+)",
        seen.header("authorization") or "",
    )
    assert given is not None
    scope, names, signature = given.groups()
    path, _, query = seen.target.partition("?")
    lines = [f"{name}:{seen.header(name)}\n" for name in names.split(";")]
    canonical = "\n".join(
        (seen.method, path, query, "".join(lines), names, sha256(seen.body).hexdigest())
    )
    hashed = sha256(canonical.encode()).hexdigest()
    text = f"AWS4-HMAC-SHA256\n{seen.header('x-amz-date')}\n{scope}\n{hashed}"
    key = b"AWS4" + secret.encode()
    for part in (*scope.split("/"), text):
        key = hmac.digest(key, part.encode(), "sha256")
    return key.hex() == signature


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "file", "file": "large.bin"},
        {"kind": "multipart", "rows": [{"key": "f", "type": "file", "value": "large.bin"}]},
        {"kind": "raw", "text": "as text"},
    ],
)
async def test_what_arrives_verifies(tmp_path: Path, body: dict[str, object]) -> None:
    (tmp_path / "large.bin").write_bytes(bytes(range(256)) * 5000)
    around = Surroundings(folder=str(tmp_path))
    with recorder() as server:
        step = request(2, f"{server.url}/up?a=1", method="PUT", auth=AUTH, body=body)
        what = await ran(flow(step), tmp_path, surroundings=around)
        assert what.step(2).error is None
        assert verifies(server.last, "s3cret-key")
        assert not verifies(server.last, "another-key")
    assert b"s3cret-key" not in what.said
    assert re.search(rb"Signature=\w", what.said) is None


async def test_a_file_that_changes_after_it_was_signed(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"first")
    body = FileBody(file="a.bin").encode(FieldResolver(Values({}, {}, ""), tmp_path)).content
    made = await signed(WireRequest("PUT", "https://x.test/a", HOST, body), SIGNING).sealed()
    file.write_bytes(b"other")
    os.utime(file, ns=(1, 1))
    assert isinstance(made.body, StreamedBody)
    with pytest.raises(StepError, match="changed") as raised:
        [chunk async for chunk in made.body.chunks()]
    assert raised.value.kind == "file-changed"


async def test_a_file_that_is_gone_before_it_was_signed(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    file.write_bytes(b"first")
    body = FileBody(file="a.bin").encode(FieldResolver(Values({}, {}, ""), tmp_path)).content
    unread = signed(WireRequest("PUT", "https://x.test/a", HOST, body), SIGNING)
    file.unlink()
    with pytest.raises(StepError, match="changed or deleted"):
        await unread.sealed()


def test_the_flow_signs_with_the_time_of_the_step() -> None:
    auth = AwsSignature(
        access_key="AKID", secret_key="{{env.key}}", service="execute-api", region="eu-west-1"
    )
    now = datetime(2026, 11, 23, 22, 5, 59, 123456, UTC)
    scope = FieldResolver(Values({}, {"key": "s3cret-key"}, "test", now))
    old = (("Host", "x.test"), ("Authorization", "old"), ("x-amz-date", "old"))
    made = next(auth.flow(WireRequest("GET", "https://x.test/a", old), scope))
    names = [name.lower() for name, _ in made.headers]
    assert names == ["host", "x-amz-date", "authorization"]
    assert dict(made.headers)["X-Amz-Date"] == "20261123T220559Z"
    assert "AKID/20261123/eu-west-1/execute-api/" in dict(made.headers)["Authorization"]
    assert {"authorization", "x-amz-date"} <= made.credential_headers
    assert "s3cret-key" not in repr(SIGNING) + "".join(v for _, v in made.headers)


def test_a_header_the_user_settled_stays() -> None:
    request = WireRequest(
        "GET", "https://x.test/", HOST, settled_headers=frozenset({"authorization"})
    )
    assert signed(request, SIGNING) is request


def test_problems() -> None:
    assert [p.field for p in AwsSignature().problems()] == ["access_key", "secret_key", "service"]
