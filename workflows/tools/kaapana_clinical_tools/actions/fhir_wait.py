"""FhirWait: until enough resources are there."""

import time

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError


def run(context: Context) -> None:
    service = context.service("fhir-server")
    query = context.required("query")
    wanted = int(context.number("count", 1))
    end = time.monotonic() + context.number("timeout_s", 600)
    path = f"/fhir/{query}{'&' if '?' in query else '?'}_summary=count"
    while (found := int(service.get(path).json().get("total", 0))) < wanted:
        if time.monotonic() > end:
            raise ActionError(f"{found} of {wanted} resources are there")
        time.sleep(context.number("poll_s", 5))


ACTION = Action(
    "FhirWait",
    "waits until a search finds enough resources",
    (
        Parameter("query", "a FHIR search that holds no patient value, as `Patient?active=true`"),
        Parameter("count", "how many resources", "1"),
        Parameter("timeout_s", "seconds until the task fails", "600"),
        Parameter("poll_s", "seconds between two searches", "5"),
    ),
    run,
)
