"""The kinds of steps, one file each. A new kind is one file here plus its import line below.

Importing this package completes the models: "any step" becomes the union of the kinds imported.
"""

from pydantic import BaseModel

from builder.auth import AnyAuth
from builder.bodies import AnyBody
from builder.model.connection import Connection, Operation
from builder.model.kind import any_of
from builder.model.step import Step, UnknownStep
from builder.model.workflow import Workflow
from builder.steps.check import Check
from builder.steps.conditional import Conditional
from builder.steps.delay import Delay
from builder.steps.event_trigger import EventTrigger
from builder.steps.fan_out import FanOut
from builder.steps.function import Function
from builder.steps.integration_request import IntegrationRequest
from builder.steps.request import Request
from builder.steps.request_trigger import RequestTrigger
from builder.steps.response import Response
from builder.steps.schedule import Schedule
from builder.steps.sub_workflow import SubWorkflow

__all__ = [
    "AnyAuth",
    "AnyBody",
    "Check",
    "Conditional",
    "Delay",
    "EventTrigger",
    "FanOut",
    "Function",
    "IntegrationRequest",
    "Request",
    "RequestTrigger",
    "Response",
    "Schedule",
    "SubWorkflow",
    "UnknownStep",
]

Step.family["?"] = UnknownStep
AnyStep = any_of(Step)

# Only models that name a union have to be told what it is; pydantic builds the rest on first use.
_models: tuple[type[BaseModel], ...] = (
    *Step.family.values(),
    Workflow,
    Operation,
    Connection,
)
for _model in _models:
    if not _model.__pydantic_fields_complete__:
        _model.model_rebuild(
            _types_namespace={"AnyStep": AnyStep, "AnyAuth": AnyAuth, "AnyBody": AnyBody}
        )
