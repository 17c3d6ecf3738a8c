"""A pasted cURL command as a Request step."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from builder.exchange.curl_authorization import authorization
from builder.exchange.curl_body import BodyParts, body_of
from builder.exchange.curl_options import HARMLESS, Given, read_options
from builder.exchange.shell_words import QuoteProblem, Shell, shell_of, words
from builder.model.failure import MOST_ATTEMPTS
from builder.model.rows import Row
from builder.model.secret import Secret
from builder.model.url import split
from builder.steps.request import Request

_COMMAND = re.compile(r"\s*(?:[$>]\s+|PS [^>\n]*>\s*)?curl(?:\.exe)?(?=[\s^`\\])", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|\{\{")
_USER = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#@]*)@")
_ENDS = frozenset({"|", "||", "&&", "&", ";", ">", ">>", "<", "2>", "2>&1", "2>/dev/null"})


class CurlProblem(ValueError):
    """A text is no cURL command that could become a request; the message says why."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a command became.

    Attributes:
        step: The request, with number 1.
        left_out: What of the command could not be taken over, in words.
    """

    step: Request
    left_out: tuple[str, ...] = ()

    @property
    def notice(self) -> str:
        """What to tell the user; empty when everything was taken over."""
        if not self.left_out:
            return ""
        return f"The cURL command became a request, without: {', '.join(self.left_out)}."


def is_curl(text: str) -> bool:
    """Whether a text looks like a cURL command."""
    return _COMMAND.match(text) is not None


def from_curl(text: str) -> Pasted:
    """Read a cURL command written for bash, cmd or PowerShell.

    Credentials become fields of the authorization; a literal among them is in no file until
    someone decides about it. Shell variables become references to the environment.

    Raises:
        CurlProblem: It is none, a quote is open, or it has no address.
    """
    begin = _COMMAND.match(text)
    if begin is None:
        raise CurlProblem("The text is no cURL command: it does not begin with curl.")
    command = _Command()
    try:
        given = _words(text[begin.end() :], command)
    except QuoteProblem as problem:
        raise CurlProblem(f"The cURL command cannot be read: {problem}") from None
    for option in read_options(given):
        command.take(option)
    return _pasted(command)


def _words(text: str, command: _Command) -> list[str]:
    """The words of the command up to where the shell goes on to something else."""
    shell = shell_of(f"curl{text}")
    kept: list[str] = []
    found = words(text, shell)
    for index, word in enumerate(found):
        ends = word.bare and (word.text in _ENDS or (shell is Shell.BASH and word.text[-1:] == ";"))
        if not ends:
            kept.append(word.text)
            continue
        if word.text not in _ENDS:
            kept.append(word.text[:-1])
        if found[index + 1 :]:
            command.left_out.append("what follows the command")
        break
    return kept


@dataclass(slots=True)
class _Command:
    """What the options say, gathered one after the other."""

    urls: list[str] = field(default_factory=list)
    method: str = ""
    headers: list[Row] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    query: list[str] = field(default_factory=list)
    parts: BodyParts = field(default_factory=BodyParts)
    user: str | None = None
    bearer: str | None = None
    flags: set[str] = field(default_factory=set)
    options: dict[str, Any] = field(default_factory=dict)
    failure: dict[str, Any] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def take(self, given: Given) -> None:
        """Take one option over, or list it as left out."""
        if "next" in self.flags:
            return
        name, value = given.name, given.value
        if name in _OPTIONS:
            _OPTIONS[name](self, value)
        elif self.parts.take(name, value):
            pass
        elif name in _FLAGS or name in HARMLESS:
            self.flags.add(name)
        else:
            self.left_out.append(f"--{name}" if len(name) > 1 else f"-{name}")

    def url(self, value: str) -> None:
        """An address."""
        self.urls.append(value)

    def header(self, value: str) -> None:
        """A header: `Name: value`, `Name;` for an empty one, `Name:` for one not sent."""
        name, colon, content = value.partition(":")
        if value.startswith("@"):
            self.left_out.append("--header from a file")
        elif colon and not content.strip():
            self.removed.append(name.strip())
        elif colon:
            self.headers.append(Row(key=name.strip(), value=content.strip()))
        elif name.rstrip().endswith(";"):
            self.headers.append(Row(key=name.strip()[:-1]))
        else:
            self.left_out.append("a header without a value")

    def cookie(self, value: str) -> None:
        """Cookies to send; without an equals sign it names a file."""
        if "=" in value:
            self.headers.append(Row(key="Cookie", value=value))
        else:
            self.left_out.append("--cookie from a file")

    def seconds(self, name: str, value: str) -> None:
        """A time limit."""
        try:
            seconds = float(value)
        except ValueError:
            seconds = 0
        if 0 < seconds < 1e9:
            self.options[name] = seconds
        else:
            self.left_out.append(f"a time limit of “{value[:20]}”")

    def proxy(self, value: str) -> None:
        """A proxy, perhaps with a user and a password in its address."""
        value = value if _SCHEME.match(value) else f"http://{value}"
        if user := _USER.match(value):
            self.proxy_user(user[2])
            value = value[: user.end(1)] + value[user.end() :]
        self.options |= {"proxy": "own", "proxy_url": value}

    def proxy_user(self, value: str) -> None:
        """User and password for the proxy."""
        user, _, password = value.partition(":")
        self.options |= {"proxy_username": user, "proxy_password": Secret(text=password)}

    def certificate(self, value: str) -> None:
        """A client certificate, perhaps with the password of its key."""
        path, colon, password = value.rpartition(":")
        if not colon or len(path) < 2:  # a single letter is a drive of Windows
            path, password = value, ""
        self.options["certificate"] = path
        if password:
            self.options["certificate_password"] = Secret(text=password)

    def retry(self, value: str) -> None:
        """How often to try again."""
        if value.isdecimal() and int(value):
            attempts = min(int(value) + 1, MOST_ATTEMPTS)
            self.failure |= {"retry": True, "attempts": attempts}

    def set(self, **values: Any) -> None:
        """Set attributes."""
        for name, value in values.items():
            setattr(self, name, value)

    def first_url(self) -> str:
        """The one address that is called, with a scheme."""
        if not self.urls or not self.urls[0]:
            raise CurlProblem("The cURL command has no address to call.")
        self.left_out += ["a further address" for _ in self.urls[1:]]
        if "next" in self.flags:
            self.left_out.append("what follows --next")
        url = self.urls[0]
        if self.parts.upload and url.endswith("/"):
            url += PurePath(self.parts.upload).name  # as curl does
        if user := _USER.match(url):
            self.user = self.user or user[2]
            url = url[: user.end(1)] + url[user.end() :]
        return url if _SCHEME.match(url) else f"http://{url}"

    def chosen_method(self) -> str:
        """The method given, else the one the other options ask for."""
        if self.method:
            return self.method
        if "head" in self.flags:
            return "HEAD"
        if self.parts.upload:
            return "PUT"
        return "POST" if self.parts.given and "get" not in self.flags else "GET"


_FLAGS = frozenset({"get", "head", "insecure", "location", "digest", "http2", "next"})

_OPTIONS: Mapping[str, Callable[[_Command, str], None]] = {
    "": _Command.url,
    "url": _Command.url,
    "request": lambda command, value: command.set(method=value),
    "header": _Command.header,
    "cookie": _Command.cookie,
    "user-agent": lambda command, value: command.header(f"User-Agent:{value}"),
    "referer": lambda command, value: command.header(f"Referer:{value.removesuffix(';auto')}"),
    "range": lambda command, value: command.header(f"Range: bytes={value}"),
    "user": lambda command, value: command.set(user=value),
    "oauth2-bearer": lambda command, value: command.set(bearer=value),
    "url-query": lambda command, value: command.query.append(value.removeprefix("+")),
    "max-time": lambda command, value: command.seconds("total_timeout", value),
    "connect-timeout": lambda command, value: command.seconds("connect_timeout", value),
    "proxy": _Command.proxy,
    "proxy-user": _Command.proxy_user,
    "noproxy": lambda command, value: command.options.setdefault("proxy", "none"),
    "cert": _Command.certificate,
    "key": lambda command, value: command.options.update(certificate_key=value),
    "pass": lambda command, value: command.options.update(certificate_password=Secret(text=value)),
    "cacert": lambda command, value: command.options.update(ca_file=value),
    "retry": _Command.retry,
}


def _not_brought(command: _Command) -> tuple[str, ...]:
    """Curl sends a file that is put somewhere without saying what it is."""
    named = any(row.key.lower() == "content-type" for row in command.headers)
    return ("Content-Type",) if command.parts.upload and not named else ()


def _pasted(command: _Command) -> Pasted:
    url, rows = split(command.first_url())
    body = body_of(command.parts, command.headers, "get" in command.flags)
    query = [*command.query, *body.query]
    rows = (*rows, *(row for text in query for row in split(f"?{text}")[1]))
    auth, headers = authorization(
        body.headers, command.user, command.bearer, "digest" in command.flags, command.left_out
    )
    options = {
        "follow_redirects": "location" in command.flags or "location-trusted" in command.flags,
        "verify_tls": "insecure" not in command.flags,
        "http2": "http2" in command.flags,
        **command.options,
    }
    plain = {
        "kind": "request",
        "method": command.chosen_method(),
        "url": url,
        "query": rows,
        "headers": headers,
        "without_headers": tuple(command.removed) + _not_brought(command),
        "body": body.body,
        "auth": auth,
        "options": options,
        "failure": command.failure,
    }
    step = Request.model_validate(plain)
    return Pasted(step, (*command.left_out, *body.left_out))
