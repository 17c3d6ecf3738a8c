"""The types of request bodies, one file each. A new type is one file plus its import line below."""

from builder.bodies.json_table import JsonBody
from builder.bodies.multipart import MultipartBody
from builder.bodies.none import NoBody
from builder.bodies.raw import RawBody
from builder.bodies.urlencoded import UrlencodedBody
from builder.model.kind import any_of
from builder.model.step import Body

__all__ = ["AnyBody", "JsonBody", "MultipartBody", "NoBody", "RawBody", "UrlencodedBody"]

AnyBody = any_of(Body)
