"""A connection from an OpenAPI 3 document: its base URL, authorization and operations.

Read are OpenAPI 3.0 and 3.1 (https://spec.openapis.org/oas/) in JSON or YAML. References inside the
document are followed; what lies in other files is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import builder.steps  # noqa: F401 - completes the models
from builder.auth import AuthHeader, BasicAuth, BearerToken, ClientCredentials, NoAuth, QueryAuth
from builder.exchange.literal import literal
from builder.exchange.openapi_body import example_body
from builder.exchange.openapi_document import Document, NotOpenApi, read_document
from builder.exchange.openapi_example import cell, example_of
from builder.model.auth import Auth
from builder.model.connection import Connection, Operation
from builder.model.rows import Row, SecretRow
from builder.model.secret import Secret

__all__ = ["Described", "NotOpenApi", "described"]

METHODS = ("get", "post", "put", "patch", "delete", "head", "options", "trace")
MOST_OPERATIONS = 2_000
LONGEST_SUMMARY = 160
_SET_ELSEWHERE = frozenset({"accept", "content-type", "authorization"})
"""Header parameters that a description must not declare (section "Parameter Object")."""
_VARIABLE = re.compile(r"\{([^{}]+)\}")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_NOT_IN_FILES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|.]+')


@dataclass(frozen=True, slots=True)
class Described:
    """What was read.

    Attributes:
        name: The API's title, as far as it can be a file's name.
        connection: Base URL, authorization with references to secrets, operations.
    """

    name: str
    connection: Connection


def described(data: bytes, source: str = "") -> Described:
    """The connection a document describes.

    Args:
        data: The document, JSON or YAML, UTF-8.
        source: Where it came from; server addresses can be relative to its URL.

    Raises:
        NotOpenApi: It is no OpenAPI 3 document; the message says why.
    """
    document = read_document(data)
    info = document.mapping(document.root.get("info"))
    words = _NOT_IN_FILES.sub(" ", str(info.get("title", ""))).split()
    name = " ".join(words)[:60].strip() or "API"
    fields = {
        "base_url": _base(document, source),
        "documentation": _documentation(document),
        "auth": _auth(document, _NOT_IN_NAMES.sub("_", name.lower()).strip("_") or "api"),
        "operations": tuple(_operations(document)),
    }
    return Described(name, Connection.model_validate({}).model_copy(update=fields))


def _base(document: Document, source: str) -> str:
    servers = document.items(document.root.get("servers"))
    server = servers[0] if servers else {}
    variables = document.mapping(server.get("variables"))

    def default(found: re.Match[str]) -> str:
        known = document.mapping(variables.get(found[1])).get("default")
        return found[0] if known is None else str(known)

    url = _VARIABLE.sub(default, str(server.get("url", "/")))
    if source.startswith(("http://", "https://")):
        with suppress(ValueError):  # no address at all: it is shown as it is, with its fault
            url = urljoin(source, url)
    return literal(url.removesuffix("/"))


def _documentation(document: Document) -> str:
    url = str(document.mapping(document.root.get("externalDocs")).get("url", ""))
    return url if url.startswith(("http://", "https://")) else ""


def _auth(document: Document, name: str) -> Auth:
    """The first scheme that is required everywhere, else the first that is declared."""
    components = document.mapping(document.root.get("components"))
    schemes = document.mapping(components.get("securitySchemes"))
    required = [key for need in document.items(document.root.get("security")) for key in need]
    for key in [*required, *schemes]:
        scheme = document.mapping(schemes.get(key))
        made = _scheme(document, scheme, name)
        if made is not None:
            return made
    return NoAuth()


def _scheme(document: Document, scheme: dict[str, Any], name: str) -> Auth | None:
    kind, way = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    if kind == "http" and way == "basic":
        return BasicAuth(username=f"{{{{env.{name}_user}}}}", password=_secret(f"{name}_password"))
    if kind == "apiKey":
        return _api_key(str(scheme.get("name", "")), str(scheme.get("in", "")), f"{name}_key")
    if kind == "oauth2":
        return _oauth(document, scheme, name)
    if (kind == "http" and way == "bearer") or kind == "openIdConnect":
        return BearerToken(token=_secret(f"{name}_token"))
    return None


def _api_key(key: str, place: str, variable: str) -> Auth:
    if place == "query":
        return QueryAuth(rows=(SecretRow(key=literal(key), value=_secret(variable)),))
    if place == "cookie":
        return AuthHeader(
            name="Cookie", value=Secret(text=f"{literal(key)}={{{{env.{variable}}}}}")
        )
    return AuthHeader(name=literal(key), value=_secret(variable))


def _oauth(document: Document, scheme: dict[str, Any], name: str) -> Auth:
    """Client credentials where they are offered; a token that was got elsewhere for the rest."""
    flows = document.mapping(scheme.get("flows"))
    flow = document.mapping(flows.get("clientCredentials"))
    if not flow.get("tokenUrl"):
        return BearerToken(token=_secret(f"{name}_token"))
    return ClientCredentials(
        token_url=literal(str(flow["tokenUrl"])),
        client_id=f"{{{{env.{name}_client_id}}}}",
        client_secret=_secret(f"{name}_client_secret"),
        scope=literal(" ".join(map(str, document.mapping(flow.get("scopes"))))),
    )


def _secret(variable: str) -> Secret:
    return Secret(text=f"{{{{env.{variable}}}}}")


def _operations(document: Document) -> Iterator[Operation]:
    count = 0
    for path, given in document.mapping(document.root.get("paths")).items():
        item = document.mapping(given)
        for method in METHODS:
            if isinstance(item.get(method), dict) and count < MOST_OPERATIONS:
                count += 1
                yield _operation(document, str(path), method, item)


def _operation(document: Document, path: str, method: str, item: dict[str, Any]) -> Operation:
    operation = document.mapping(item[method])
    parameters: dict[tuple[str, str], dict[str, Any]] = {}
    for holder in (item, operation):  # those of the operation win
        for parameter in document.items(holder.get("parameters")):
            key = str(parameter.get("name", "")), str(parameter.get("in", ""))
            parameters[key] = parameter
    summary = str(operation.get("summary") or operation.get("operationId") or "")
    return Operation(
        method=method.upper(),
        path=literal(path),
        summary=" ".join(summary.split())[:LONGEST_SUMMARY],
        query=tuple(_rows(document, parameters, "query")),
        headers=tuple(_rows(document, parameters, "header")),
        body=example_body(document, document.mapping(operation.get("requestBody"))),
    )


def _rows(
    document: Document, parameters: dict[tuple[str, str], dict[str, Any]], place: str
) -> Iterator[Row]:
    for (name, where), parameter in parameters.items():
        if where != place or (place == "header" and name.lower() in _SET_ELSEWHERE):
            continue
        value = example_of(document, parameter, parameter.get("schema"))
        required = parameter.get("required") is True
        yield Row(enabled=required, key=literal(name), value=cell(value))
