"""Example bodies of the operations in an OpenAPI document."""

from __future__ import annotations

from typing import Any

from builder.bodies import MultipartBody, RawBody, UrlencodedBody
from builder.bodies.raw import Language
from builder.exchange.literal import literal
from builder.exchange.openapi_document import Document
from builder.exchange.openapi_example import cell, example_of, text
from builder.model.body import Body
from builder.model.rows import PartKind, PartRow, Row


def example_body(document: Document, request_body: dict[str, Any]) -> Body:
    """A body that fits what an operation takes: JSON where it takes it, else the first type."""
    content = document.mapping(request_body.get("content"))
    names = sorted(content, key=lambda name: not _is_json(str(name)))
    if not names:
        return Body.called("none").model_validate({"kind": "none"})
    media = document.mapping(content[names[0]])
    example = example_of(document, media, media.get("schema"))
    return _body(document, str(names[0]).partition(";")[0].strip().lower(), media, example)


def _body(document: Document, name: str, media: dict[str, Any], example: Any) -> Body:
    fields = example if isinstance(example, dict) else {}
    if name == "application/x-www-form-urlencoded":
        return UrlencodedBody(
            rows=tuple(Row(key=literal(str(k)), value=cell(v)) for k, v in fields.items())
        )
    if name == "multipart/form-data":
        return MultipartBody(rows=tuple(_parts(document, media, fields)))
    if _is_json(name):
        return RawBody(text=text(example))
    language = Language.XML if name.endswith("xml") else Language.TEXT
    return RawBody(language=language, text=literal(example) if isinstance(example, str) else "")


def _parts(document: Document, media: dict[str, Any], fields: dict[str, Any]) -> list[PartRow]:
    schema = document.mapping(media.get("schema"))
    properties = document.mapping(schema.get("properties"))
    rows = []
    for name, value in fields.items():
        inner = document.mapping(properties.get(name))
        is_file = inner.get("format") == "binary" or "contentMediaType" in inner
        kind = PartKind.FILE if is_file else PartKind.TEXT
        rows.append(
            PartRow(key=literal(str(name)), value="" if is_file else cell(value), type=kind)
        )
    return rows


def _is_json(name: str) -> bool:
    kind = name.partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")
