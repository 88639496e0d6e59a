"""DicomLink: studies of the PACS to ImagingStudy."""

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context

API = "/linker/api/v1"


def run(context: Context) -> None:
    service = context.service("dicom-linker")
    force = context.flag("force")
    timeout = context.number("timeout_s", 3600)
    studies = [uid.strip() for uid in context.text("study_uids").split(",") if uid.strip()]
    commands = [{"studyUid": uid, "force": force} for uid in studies] or [{"force": force}]
    jobs = [service.job(API, service.post(f"{API}/link", json=c), timeout) for c in commands]
    counts = [{"units": job["units"], "resources": job["resources"]} for job in jobs]
    context.write_json("report.json", counts)


ACTION = Action(
    "DicomLink",
    "links studies of the PACS to FHIR",
    (
        Parameter("study_uids", "StudyInstanceUIDs with commas between; empty = all"),
        Parameter("force", "trust no fingerprint", "False"),
        Parameter("timeout_s", "seconds until a job must have ended", "3600"),
    ),
    run,
)
