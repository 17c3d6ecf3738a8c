"""The kinds of steps, one file each. A new kind is one file here plus its import line below.

Importing this package completes the models: "any step" becomes the union of the kinds imported.
"""

from pydantic import BaseModel

from builder.auth import AnyAuth
from builder.bodies import AnyBody
from builder.model.kind import any_of
from builder.model.step import Step, UnknownStep
from builder.model.workflow import Workflow
from builder.steps.conditional import Conditional
from builder.steps.event_trigger import EventTrigger
from builder.steps.request import Request

__all__ = ["AnyAuth", "AnyBody", "Conditional", "EventTrigger", "Request", "UnknownStep"]

Step.family["?"] = UnknownStep
AnyStep = any_of(Step)

_models: tuple[type[BaseModel], ...] = (*Step.family.values(), Workflow)
for _model in _models:
    _model.model_rebuild(
        force=True,
        _types_namespace={"AnyStep": AnyStep, "AnyAuth": AnyAuth, "AnyBody": AnyBody},
    )
