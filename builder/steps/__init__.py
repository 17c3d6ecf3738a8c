"""The kinds of steps, one file each. A new kind is one file here plus its import line below.

Once this package is imported, "any step" means one of the kinds imported here.
"""

from builder.auth import AnyAuth
from builder.bodies import AnyBody
from builder.model.step import Step, UnknownStep
from builder.model.workflow import AnyStep
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
    "AnyStep",
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
