"""Every action against a scripted service."""

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kaapana_clinical_tools import service as calls
from kaapana_clinical_tools.__main__ import main

COUNTS = {"units": {"in": 1}, "resources": {"mapped": 1}}
DONE = {"id": "j1", "state": "SUCCEEDED"} | COUNTS
COMPONENTS = ("FHIR_SERVER", "DICOM_LINKER", "IMPORT_SERVICE", "RADIOMICS_ADAPTER")


class Double(ThreadingHTTPServer):
    """Answers what a test scripted, in order, and keeps what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, Any, dict[str, str]]] = []
        self.asked: list[tuple[str, bytes, str]] = []

    def say(self, body: Any, status: int = 200, **headers: str) -> None:
        self.answers.append((status, body, headers))


class Handler(BaseHTTPRequestHandler):
    server: Double

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        line = f"{self.command} {self.path}"
        self.server.asked.append((line, body, self.headers["Authorization"]))
        status, answer, headers = self.server.answers.pop(0)
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    monkeypatch.setattr(calls, "FIRST_PAUSE_S", 0.001)
    monkeypatch.setattr(calls, "POLL_S", 0.001)
    server = Double()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def env(double: Double, tmp_path: Path) -> dict[str, str]:
    (tmp_path / "token").write_text("secret-token\n")
    base = f"http://127.0.0.1:{double.server_port}"
    return {f"CLINICAL_{c}_URL": base for c in COMPONENTS} | {
        "CLINICAL_TOKEN_FILE": str(tmp_path / "token"),
        "WORKFLOW_DIR": str(tmp_path / "run"),
        "OPERATOR_IN_DIR": "in",
        "OPERATOR_OUT_DIR": "out",
    }


def put(env: dict[str, str], name: str, text: str) -> None:
    file = Path(env["WORKFLOW_DIR"]) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def out(env: dict[str, str], name: str) -> Any:
    return json.loads((Path(env["WORKFLOW_DIR"]) / "out" / name).read_text())


def test_link_waits_for_the_job(double: Double, env: dict[str, str]) -> None:
    double.say({"id": "j1", "state": "QUEUED"}, 202)
    double.say(DONE)
    assert main(env | {"ACTION": "DicomLink"}) == 0
    assert [a[0] for a in double.asked] == [
        "POST /linker/api/v1/link",
        "GET /linker/api/v1/jobs/j1",
    ]
    assert double.asked[0][2] == "Bearer secret-token"
    assert out(env, "report.json") == [COUNTS]


def test_a_failed_job_fails_the_task_with_its_code_alone(
    double: Double, env: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    problem = {"code": "pacs/refused", "detail": "PATIENT-7"}
    double.say({"id": "j1", "state": "FAILED", "problem": problem}, 202)
    assert main(env | {"ACTION": "DicomLink"}) == 1
    assert "pacs/refused" in caplog.text
    assert "PATIENT-7" not in caplog.text


def test_a_passing_error_is_tried_again(double: Double, env: dict[str, str]) -> None:
    double.say({}, 503)
    double.say(DONE, 202)
    assert main(env | {"ACTION": "DicomLink"}) == 0
    assert len(double.asked) == 2


def test_a_service_that_stays_away_fails_the_task(
    double: Double, env: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(calls.TRIES):
        double.say({}, 503)
    assert main(env | {"ACTION": "DicomLink"}) == 1
    assert "dicom-linker does not answer after 5 tries (503)" in caplog.text


def test_a_refusal_is_not_tried_again(double: Double, env: dict[str, str]) -> None:
    double.say({"code": "forbidden"}, 403)
    assert main(env | {"ACTION": "DicomLink"}) == 1
    assert len(double.asked) == 1


def test_import_commits_a_table_with_the_mapping_beside_it(
    double: Double, env: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "kaapana_clinical_tools")
    put(env, "in/t.csv", "PatientID\nPATIENT-7\n")
    put(env, "in/t.mapping.yaml", "kind: TableMapping")
    double.say({"id": "i1"}, 201)
    double.say(DONE, 202)
    assert main(env | {"ACTION": "ImportClinicalData", "DATASET": "d"}) == 0
    assert [a[0] for a in double.asked] == [
        "POST /import/api/v1/imports",
        "POST /import/api/v1/imports/i1/commit",
    ]
    assert b"TableMapping" in double.asked[0][1]
    assert "PATIENT-7" not in caplog.text


def test_a_dry_run_commits_nothing(double: Double, env: dict[str, str]) -> None:
    put(env, "in/t.csv", "PatientID\n")
    double.say({"id": "i1"}, 201)
    assert main(env | {"ACTION": "ImportClinicalData", "DRY_RUN": "True"}) == 0
    assert len(double.asked) == 1


@pytest.mark.parametrize("action", ["ImportClinicalData", "RadiomicsToFhir"])
def test_without_a_file_there_is_nothing_to_do(env: dict[str, str], action: str) -> None:
    assert main(env | {"ACTION": action}) == 126


def test_results_of_each_series_are_stored(double: Double, env: dict[str, str]) -> None:
    put(env, "batch/1.2.3/in/1.2.3.csv", "a\n1\n")
    put(env, "batch/1.2.3/in/1.2.3.yaml", "setting: {}")
    double.say(DONE, 202)
    assert main(env | {"ACTION": "RadiomicsToFhir"}) == 0
    assert b"setting: {}" in double.asked[0][1]
    assert b'filename="1.2.3.csv"' not in double.asked[0][1]
    assert b"batch/1.2.3/in/1.2.3.csv" in double.asked[0][1]


@pytest.mark.parametrize(("refused", "code"), [(1, 0), (2, 1)])
def test_a_task_fails_when_all_results_are_refused(
    double: Double, env: dict[str, str], refused: int, code: int, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(2):
        put(env, f"batch/1.2.3/in/{number}.csv", "a\n1\n")
        units = {"in": 1, "rejected": int(number < refused)}
        double.say(DONE | {"units": units}, 202)
    assert main(env | {"ACTION": "RadiomicsToFhir"}) == code
    assert "refused" in caplog.text
    assert len(out(env, "report.json")) == 2


def test_copies_beside_an_xml_are_no_results(double: Double, env: dict[str, str]) -> None:
    for ending in ("csv", "json", "xml"):
        put(env, f"in/result.{ending}", "x")
    double.say(DONE, 202)
    assert main(env | {"ACTION": "RadiomicsToFhir"}) == 0
    assert len(double.asked) == 1
    assert b"result.xml" in double.asked[0][1]


def test_an_incomplete_table_is_refused(
    double: Double, env: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    double.say(b"patient_id\nA\n", X_Row_Count="2")
    assert main(env | {"ACTION": "FhirQuery", "TABLE_SPEC": "{}"}) == 1
    assert "not complete: 1 rows, the server stated 2" in caplog.text
    assert not (Path(env["WORKFLOW_DIR"]) / "out").exists()


def test_a_table_comes_with_its_columns(double: Double, env: dict[str, str]) -> None:
    double.say(b"patient_id\nA\n", X_Row_Count="1")
    double.say([{"name": "patient_id"}])
    double.say({"rows": 1})
    assert main(env | {"ACTION": "FhirQuery", "TABLE_SPEC": '{"rows": "patient"}'}) == 0
    assert out(env, "columns.json") == [{"name": "patient_id"}]
    assert out(env, "request.json") == {"rows": "patient"}


def test_waiting_ends_when_enough_is_there(double: Double, env: dict[str, str]) -> None:
    double.say({"total": 1})
    double.say({"total": 2})
    form = {"ACTION": "FhirWait", "QUERY": "Patient", "COUNT": "2", "POLL_S": "0"}
    assert main(env | form) == 0
    assert double.asked[0][0] == "GET /fhir/Patient?_summary=count"


def test_a_project_name_that_is_no_host_name_is_refused(
    env: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    put(env, "conf/conf.json", '{"project_form": {"name": "a.evil/"}}')
    assert main(env | {"ACTION": "DicomLink", "CLINICAL_DICOM_LINKER_URL": ""}) == 1
    assert "no project with a usable name" in caplog.text
