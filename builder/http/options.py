"""How a request is sent, as a step's Options tab shows it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field

from builder.model.http import ClientCertificateFiles, ProxyOptions, SendOptions
from builder.model.problem import Problem
from builder.model.secret import Secret
from builder.model.step import Resolver, StepError
from builder.model.text import Template
from builder.model.ui import Editor, Ui
from builder.model.value import Value


class ProxyUse(StrEnum):
    """Which proxy requests go through."""

    SYSTEM = "system"
    NONE = "none"
    OWN = "own"

    @property
    def label(self) -> str:
        """What the user reads."""
        return {"system": "As the system says", "none": "No proxy", "own": "This proxy"}[self]


def _verifies(options: Any) -> bool:
    return bool(options.verify_tls)


def _has_certificate(options: Any) -> bool:
    return bool(options.certificate)


def _has_proxy(options: Any) -> bool:
    return options.proxy is ProxyUse.OWN


class Options(Value):
    """How the request is sent."""

    connect_timeout: Annotated[float, Field(gt=0), Ui(label="Connect timeout (s)")] = 10
    read_timeout: Annotated[float, Field(gt=0), Ui(label="Read timeout (s)")] = 30
    total_timeout: Annotated[float, Field(gt=0), Ui(label="Total timeout (s)")] = 60
    follow_redirects: Annotated[bool, Ui(label="Follow redirects (at most 10)")] = True
    verify_tls: Annotated[bool, Ui(label="Verify TLS certificates")] = True
    cookies: Annotated[bool, Ui(label="Send and keep cookies of this run")] = True
    response_limit: Annotated[
        int, Field(gt=0), Ui(label="Response size limit (MB, after decompression)")
    ] = 200
    http2: Annotated[
        bool,
        Ui(
            label="Offer HTTP/2",
            help="Over https the server then chooses HTTP/2 if it can; else HTTP/1.1 is spoken.",
        ),
    ] = False
    ca_file: Annotated[
        Template,
        Ui(
            label="Certificate authorities",
            editor=Editor.FILE,
            placeholder="PEM file, instead of the system's",
            help="Only these authorities are trusted then. A path relative to the workspace.",
            shown=_verifies,
        ),
    ] = ""
    certificate: Annotated[
        Template,
        Ui(
            label="Client certificate",
            editor=Editor.FILE,
            placeholder="PEM file with the certificate",
            help="Shown to servers that ask for one. A path relative to the workspace.",
        ),
    ] = ""
    certificate_key: Annotated[
        Template,
        Ui(
            label="Key of the certificate",
            editor=Editor.FILE,
            placeholder="PEM file; empty when the certificate's file has it",
            shown=_has_certificate,
        ),
    ] = ""
    certificate_password: Annotated[
        Secret,
        Ui(
            label="Password of the key",
            placeholder="{{env.keyPassword}}",
            shown=_has_certificate,
        ),
    ] = Secret()
    proxy: Annotated[
        ProxyUse,
        Ui(
            label="Proxy",
            help="The system's is named by http_proxy, https_proxy and no_proxy, or its settings.",
        ),
    ] = ProxyUse.SYSTEM
    proxy_url: Annotated[
        Template,
        Ui(
            label="Proxy address",
            editor=Editor.LINE,
            placeholder="http://proxy.example.com:3128",
            shown=_has_proxy,
        ),
    ] = ""
    proxy_username: Annotated[
        Template, Ui(label="Proxy user", editor=Editor.LINE, shown=_has_proxy)
    ] = ""
    proxy_password: Annotated[
        Secret, Ui(label="Proxy password", placeholder="{{env.proxyPassword}}", shown=_has_proxy)
    ] = Secret()

    def problems(self) -> Iterator[Problem]:
        """A proxy of one's own needs an http address, and its password stands in its field."""
        if not _has_proxy(self):
            return
        reason = _proxy_problem(self.proxy_url)
        if reason:
            yield Problem(reason, field="proxy_url")

    def send_options(self, ctx: Resolver) -> SendOptions:
        """What the engine is told.

        Raises:
            StepError: A reference cannot be resolved, or a path leads nowhere.
        """
        return SendOptions(
            connect_timeout=self.connect_timeout,
            read_timeout=self.read_timeout,
            total_timeout=self.total_timeout,
            follow_redirects=self.follow_redirects,
            verify_tls=self.verify_tls,
            response_limit=self.response_limit * 1_000_000,
            cookies=self.cookies,
            http2=self.http2,
            ca_file=_path(self.ca_file, "ca_file", ctx) if self.verify_tls else "",
            client_certificate=self._client_certificate(ctx) if self.certificate else None,
            proxy=_SYSTEM if self.proxy is ProxyUse.SYSTEM else self._proxy(ctx),
        )

    def _client_certificate(self, ctx: Resolver) -> ClientCertificateFiles:
        return ClientCertificateFiles(
            _path(self.certificate, "certificate", ctx),
            _path(self.certificate_key, "certificate_key", ctx),
            ctx.text(self.certificate_password.text, "certificate_password"),
        )

    def _proxy(self, ctx: Resolver) -> ProxyOptions:
        if self.proxy is ProxyUse.NONE:
            return ProxyOptions(system=False)
        url = ctx.text(self.proxy_url, "proxy_url")
        if reason := _proxy_problem(url):
            raise StepError("invalid-proxy", reason, "proxy_url")
        return ProxyOptions(
            system=False,
            url=url,
            username=ctx.text(self.proxy_username, "proxy_username"),
            password=ctx.text(self.proxy_password.text, "proxy_password"),
        )


_SYSTEM = ProxyOptions()


def _path(template: str, field: str, ctx: Resolver) -> str:
    """The absolute path of a file that is named relative to the workspace; empty for none."""
    if not template:
        return ""
    named = Path(ctx.text(template, field)).expanduser()
    if named.is_absolute():
        return str(named)
    if ctx.folder is None:
        message = f"“{named}” is relative to a workspace, and this workflow has none: save it."
        raise StepError("file-not-readable", message, field)
    return str(ctx.folder / named)


def _proxy_problem(url: str) -> str | None:
    """What is wrong with the address of a proxy; one with references is looked at when sending."""
    if not url:
        return "No proxy is given: type its address, such as http://proxy.example.com:3128."
    if "{{" in url:
        return None
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        complete = parts.hostname is not None and parts.port != 0
    except ValueError:
        complete = False
    if not complete:
        return "This is no address of a proxy: write it as http://host:port."
    if parts.scheme not in ("http", "https"):
        return f"Proxies at {parts.scheme}:// are not spoken to, only http:// and https:// ones."
    if parts.password:
        return "The password stands in the address: put it into the field for it."
    return None
