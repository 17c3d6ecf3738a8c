"""An OpenAPI document as plain data, with its references followed."""

from __future__ import annotations

from typing import Any

from builder.model.json_text import JsonError, parse

LARGEST = 32_000_000
"""Bytes; larger documents are refused."""
MOST_HOPS = 32
"""References that lead to references are followed this far."""


class NotOpenApi(ValueError):
    """Not a document that can be read; `str()` says why and what to do."""


class Document:
    """A document.

    Attributes:
        root: The whole of it.
    """

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root

    def mapping(self, value: Any) -> dict[str, Any]:
        """An object, its reference followed; empty for anything else."""
        for _ in range(MOST_HOPS):
            if not isinstance(value, dict):
                return {}
            target = value.get("$ref")
            if not isinstance(target, str):
                return value
            value = self._at(target)
        return {}

    def items(self, value: Any) -> list[dict[str, Any]]:
        """The objects of a list, their references followed; what else is in it is left out."""
        found = value if isinstance(value, list) else []
        return [one for one in map(self.mapping, found) if one]

    def _at(self, reference: str) -> Any:
        """What a JSON pointer leads to (RFC 6901); None for other documents and dead ends."""
        if not reference.startswith("#/"):
            return None
        here: Any = self.root
        for part in reference[2:].split("/"):
            key = part.replace("~1", "/").replace("~0", "~")
            if isinstance(here, list) and key.isdigit() and int(key) < len(here):
                here = here[int(key)]
            elif isinstance(here, dict):
                here = here.get(key)
            else:
                return None
        return here


def read_document(data: bytes) -> Document:
    """Read a document.

    Raises:
        NotOpenApi: It is no OpenAPI 3 document.
    """
    if len(data) > LARGEST:
        raise NotOpenApi(f"The document is larger than {LARGEST // 1_000_000} MB.")
    root = _plain(data)
    if not isinstance(root, dict):
        raise NotOpenApi("This is no OpenAPI document: it is no object.")
    version = str(root.get("openapi", ""))
    if "swagger" in root:
        raise NotOpenApi(
            f"This is Swagger {root['swagger']}. Only OpenAPI 3 can be read: convert it first."
        )
    if not version.startswith("3."):
        raise NotOpenApi(
            "This is no OpenAPI 3 document: it has no “openapi” that says 3.something."
        )
    return Document(root)


def _plain(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotOpenApi(f"The document is no UTF-8 text (byte {error.start}).") from None
    if text.lstrip().startswith("{"):
        try:
            return parse(text)
        except JsonError as error:
            raise NotOpenApi(f"The document is no JSON: {error}.") from None
    return _yaml(text)


def _yaml(text: str) -> Any:
    import yaml  # only descriptions in YAML pay for it

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Plain data; dates stay the text they are written as."""

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        return yaml.load(text, Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1}, column {mark.column + 1})" if mark else ""
        said = getattr(error, "problem", None) or "it cannot be read"
        raise NotOpenApi(f"The document is neither JSON nor YAML: {said}{where}.") from None
    except (RecursionError, ValueError) as error:
        raise NotOpenApi(f"The document cannot be read: {type(error).__name__}.") from None
