"""The types of request bodies, one file each. A new type is one file plus its import line below."""

# ruff: noqa: I001 - the types are offered in the order of these lines
from builder.bodies.none import NoBody
from builder.bodies.json_table import JsonBody
from builder.bodies.multipart import MultipartBody
from builder.bodies.urlencoded import UrlencodedBody
from builder.bodies.graphql import GraphqlBody
from builder.bodies.xml import XmlBody
from builder.bodies.raw import RawBody
from builder.bodies.file import FileBody
from builder.model.kind import any_of
from builder.model.body import Body

__all__ = [
    "AnyBody",
    "FileBody",
    "GraphqlBody",
    "JsonBody",
    "MultipartBody",
    "NoBody",
    "RawBody",
    "UrlencodedBody",
    "XmlBody",
]

AnyBody = any_of(Body)
