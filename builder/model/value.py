"""The base of every immutable value that is stored in a file."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen record. Unknown keys are kept, so that what a newer version wrote survives."""

    model_config = ConfigDict(
        frozen=True, extra="allow", arbitrary_types_allowed=True, defer_build=True
    )
