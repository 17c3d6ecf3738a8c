"""Pasted cURL commands: what comes of them, and that they send what curl itself sends."""

from __future__ import annotations

import asyncio
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.exchange.curl import CurlProblem, from_curl, is_curl
from builder.model.plain import to_plain
from builder.model.workflow import Workflow
from tests.support.fuzzing import fuzzed
from tests.support.running import flow, ran
from tests.support.servers import Recorder, Seen, recorder


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as serving:
        yield serving


def plain(command: str) -> dict[str, Any]:
    return to_plain(from_curl(command).step)


async def by_curl(arguments: str, folder: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        "curl", "-sS", *shlex.split(arguments), cwd=folder, stdout=asyncio.subprocess.DEVNULL
    )
    assert await asyncio.wait_for(process.wait(), 20) == 0


async def by_step(command: str, folder: Path) -> None:
    from builder.model.environment import Surroundings

    step = from_curl(command).step.model_copy(update={"number": 2})
    workflow: Workflow = flow().model_copy(update={"steps": (step,)})
    what = await ran(workflow, folder, surroundings=Surroundings(folder=str(folder)))
    assert what.step(2).error is None


OWN = {"user-agent", "accept-encoding", "content-length", "expect"}
"""Headers in which two programs may differ."""


def essence(seen: Seen) -> tuple[Any, ...]:
    headers = sorted((k.lower(), v) for k, v in seen.headers if k.lower() not in OWN)
    return seen.method, seen.target, headers, seen.body


COMMANDS = [
    "{url}/a",
    "-X DELETE {url}/a/b",
    "-I {url}/",
    "-g {url}/q?a=%2F&b=x%20y&b=&c[]=1 -H 'X-One: 1' -H 'X-Empty;' -H 'x-one: 2'",
    "{url}/ -H 'Accept:'",
    "{url}/ -d 'a=1&b=x%26y' -d 'c=%C3%A9'",
    "{url}/ --data-raw '@not a file'",
    "{url}/ -H 'Content-Type: application/json' --data-binary '{{\"a\": [1, \"\\u00e9\", null]}}'",
    "{url}/ -X PUT --json '{{\"a\":' --json ' 1}}'",
    '{url}/ -d \'{{"json": "as a form"}}\'',
    "{url}/ --data-urlencode 'a=x y&z' --data-urlencode '=b/c'",
    "-G {url}/s?z=0 -d 'a=1' --data-urlencode 'q=x y'",
    "-u 'user:pa ss' {url}/",
    "{url}/ -H 'Authorization: Bearer abc.def'",
    "{url}/ -H 'Authorization: Basic dXNlcjpwYXNz'",
    "{url}/ -H 'authorization: Custom x'",
    "{url}/ -b 'a=1; b=2' -A agent -e https://from.example/",
    "{url}/up/ -T file.bin",
    "{url}/ --data-binary @file.bin -H 'Content-Type: application/octet-stream'",
    '--url {url}/x --request=PATCH --data-raw "it\'s"',
    "{url}/ -r 0-99 -sSLk --compressed --max-time 5 -o /dev/null",
    "{url}/ --oauth2-bearer tok",
]


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize("arguments", COMMANDS)
async def test_it_sends_what_curl_sends(server: Recorder, tmp_path: Path, arguments: str) -> None:
    (tmp_path / "file.bin").write_bytes(b"\x00\xff\r\n1")
    arguments = arguments.format(url=server.url).replace("--request=PATCH", "--request PATCH")
    await by_curl(arguments, tmp_path)
    await by_step(f"curl {arguments}", tmp_path)
    first, second = server.seen
    a, b = essence(first), essence(second)
    if "--compressed" not in arguments:
        assert second.header("accept-encoding") is not None
    if "Accept:'" in arguments:
        assert second.header("accept") is None
    assert (a[0], a[1], dict(a[2])) == (b[0], b[1], dict(b[2]))
    assert a[3].replace(b"%20", b"+") == b[3].replace(b"%20", b"+")


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
async def test_it_sends_the_forms_curl_sends(server: Recorder, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    arguments = (
        f"{server.url}/ -F 'plain=x;type=text/csv' -F 'file=@a.txt;filename=\"b;c.txt\"'"
        " -F 'typed=@a.txt;type=image/png' --form-string 'at=@;type=x'"
    )
    await by_curl(arguments, tmp_path)
    await by_step(f"curl {arguments}", tmp_path)
    first, second = (_parts(seen) for seen in server.seen)
    assert first == second


def _parts(seen: Seen) -> list[tuple[tuple[tuple[str, str], ...], bytes]]:
    from email.parser import BytesParser

    head = f"Content-Type: {seen.header('content-type')}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + seen.body)
    parts = message.get_payload()
    assert isinstance(parts, list)
    return [
        (
            tuple(sorted((k.lower(), v) for k, v in part.items())),
            part.get_payload(decode=True),
        )
        for part in parts
    ]


def test_credentials_are_withheld_from_files() -> None:
    for command in (
        "curl https://a.b -u me:hush-hush",
        "curl https://me:hush-hush@a.b",
        "curl https://a.b -H 'Authorization: Bearer hush-hush'",
        "curl https://a.b -H 'X-Api-Key: hush-hush'",
        "curl https://a.b -x http://p:hush-hush@proxy:1",
        "curl https://a.b --cert c.pem:hush-hush",
    ):
        step = from_curl(command).step
        assert "hush-hush" not in str(to_plain(step))
        assert "hush-hush" not in repr(step)
    basic = from_curl("curl https://a.b -u me:hush-hush").step.auth
    assert getattr(basic, "password").text == "hush-hush"  # noqa: B009
    assert getattr(basic, "password").withheld  # noqa: B009


def test_variables_of_the_shell_become_references() -> None:
    step = plain('curl "$BASE/x?q=${q}" -H "Authorization: Bearer $TOKEN" -d \'$no {{x}}\'')
    assert step["url"] == "{{env.BASE}}/x"
    assert step["query"] == [{"key": "q", "value": "{{env.q}}"}]
    assert step["auth"]["token"] == "{{env.TOKEN}}"
    assert step["body"]["text"] == "$no \\{{x}}"


CHROME_CMD = (
    'curl ^"https://a.b/x?p=1^&q=2^" ^\r\n  -H ^"accept: */*^" ^\r\n'
    '  -H ^"content-type: application/json^" ^\r\n'
    '  --data-raw ^"^{^\\^"a^\\^":^\\^"100^%^\\^"^}^"'
)
POWERSHELL = (
    'curl.exe -X POST `\n  -H \'X-It: it\'\'s\' `\n  --data-raw "a`"b""c" `\n'
    '  "https://a.b/$env:WHO"'
)
PLAIN_CMD = 'curl -H "Content-Type: application/json" -d "{""a"":1}" https://a.b'
BASH = "$ curl \\\n  --request POST \\\n  $'https://a.b/\\u00e9' \\\n --data-raw $'it\\'s\\n'"


def test_every_shell_quotes_its_own_way() -> None:
    chrome = plain(CHROME_CMD)
    assert chrome["url"] == "https://a.b/x"
    assert chrome["query"] == [{"key": "p", "value": "1"}, {"key": "q", "value": "2"}]
    assert chrome["body"]["text"] == '{"a":"100%"}'
    power = plain(POWERSHELL)
    assert power["headers"][0] == {"key": "X-It", "value": "it's"}
    assert power["body"]["text"] == 'a"b"c'
    assert power["url"] == "https://a.b/{{env.WHO}}"
    assert plain(PLAIN_CMD)["body"]["text"] == '{"a":1}'
    bash = plain(BASH)
    assert bash["url"] == "https://a.b/é"
    assert bash["body"]["text"] == ["it's", ""]


def test_options_are_taken_over() -> None:
    step = plain(
        "curl -k -x http://u:pw@proxy:3128 --cacert ca.pem --key k.pem -E c.pem --http2"
        " -m 7 --connect-timeout 2.5 --retry 4 a.b"
    )
    assert step["url"] == "http://a.b"
    options = step["options"]
    assert options["verify_tls"] is False
    assert options["follow_redirects"] is False
    assert options["proxy_url"] == "http://proxy:3128"
    assert options["proxy_username"] == "u"
    assert (options["ca_file"], options["certificate_key"]) == ("ca.pem", "k.pem")
    assert options["certificate"] == "c.pem"
    assert (options["total_timeout"], options["connect_timeout"]) == (7, 2.5)
    assert step["failure"] == {"retry": True, "attempts": 5}


def test_what_is_left_out_is_listed() -> None:
    left = from_curl(
        "curl https://a.b https://c.d --interface eth0 -K config -b jar.txt --negotiate -d @-"
        " | jq ."
    ).left_out
    said = " / ".join(left)
    for part in (
        "--interface",
        "--config",
        "--cookie from a file",
        "--negotiate",
        "a further address",
    ):
        assert part in said
    assert "standard input" in said
    assert "what follows" in said


@pytest.mark.parametrize("text", ["curl", "curl -X POST", "curl 'https://a.b", "wget https://a.b"])
def test_what_is_no_command_is_named(text: str) -> None:
    with pytest.raises(CurlProblem):
        from_curl(text)


def test_a_command_is_recognised() -> None:
    assert is_curl("  $ curl -v https://a.b")
    assert is_curl("CURL.EXE ^\n https://a.b")
    assert not is_curl("curling is a sport")
    assert not is_curl('{"steps": []}')


_PIECES = st.sampled_from(
    [*"'\"^`\\${}@=:;&|<> \n", "-H", "-d", "-F", "-u", "--json", "-XPOST", "https://a.b", "{{",
     "$env:A", "$A", '^"', "%", "a", "é", "--data-urlencode", "-b", "--cert", "-x", "-T", "--"]
)  # fmt: skip


@fuzzed("cURL commands")
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        step = from_curl(f"curl {text}").step
    except CurlProblem:
        return
    assert type(step).model_validate(to_plain(step)) is not None


@fuzzed("texts in quotes of bash, cmd and PowerShell")
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40))
def test_any_quoted_text_arrives(text: str) -> None:
    from builder.model.template import parse

    step = from_curl(f"curl https://a.b --data-raw {shlex.quote(text)} -H 'Content-Type: x/y'").step
    if text and "\\" not in text:
        assert parse(getattr(step.body, "text")).render(None) == text  # type: ignore[arg-type] # noqa: B009
