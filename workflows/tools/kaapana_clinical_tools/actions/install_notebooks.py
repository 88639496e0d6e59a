"""install-notebooks: the notebook and its Python files into the bucket of each project."""

import hashlib
import io
import logging
from collections.abc import Iterator
from importlib import resources, util
from pathlib import Path
from typing import Any

from kaapana_clinical_tools.action import Action, Parameter
from kaapana_clinical_tools.context import Context
from kaapana_clinical_tools.errors import ActionError

LOG = logging.getLogger(__name__)
NOTEBOOK = "clinical-imaging-analysis.ipynb"
MODULES = ("kaapana_clinical", "kaapana_survival")
AII = "http://aii-service.services.svc:8080"
HOUR = 3600


def run(context: Context) -> None:
    # Needed here alone.
    from minio import Minio
    from minio.credentials import WebIdentityProvider

    projects = context.platform("aii", AII).get("/projects").json()
    prefix = context.text("notebook_prefix", "clinical").strip("/")
    address = context.text("minio_url", "http://minio-service.services.svc:9000").rstrip("/")
    tokens = context.tokens
    credentials = WebIdentityProvider(
        jwt_provider_func=lambda: {"access_token": tokens.get(), "expires_in": HOUR},
        sts_endpoint=address,
        duration_seconds=HOUR,
    )
    host = address.partition("://")[2]
    secure = address.startswith("https")
    client = Minio(endpoint=host, credentials=credentials, secure=secure, region="us-east-1")
    counts = {"projects": 0, "written": 0, "unchanged": 0, "failed": 0}
    for project in projects:
        counts["projects"] += 1
        _install(client, project["s3_bucket"], prefix, counts)
    LOG.info("%s", counts)
    if counts["failed"]:
        raise ActionError(f"{counts['failed']} of {counts['projects']} buckets took no file")


def _install(client: Any, bucket: str, prefix: str, counts: dict[str, int]) -> None:
    from minio.error import MinioException
    from urllib3.exceptions import HTTPError

    try:
        for name, content in files():
            key = f"{prefix}/{name}" if prefix else name
            if _same(client, bucket, key, content):
                counts["unchanged"] += 1
            else:
                data = io.BytesIO(content)
                client.put_object(
                    bucket_name=bucket, object_name=key, data=data, length=len(content)
                )
                counts["written"] += 1
    except (MinioException, HTTPError, ValueError, OSError) as e:
        # One project's trouble must not keep the notebook from the others.
        LOG.error("A bucket took no file (%s)", type(e).__name__)
        counts["failed"] += 1


def _same(client: Any, bucket: str, key: str, content: bytes) -> bool:
    from minio.error import S3Error

    try:
        tag = client.stat_object(bucket_name=bucket, object_name=key).etag
    except S3Error as e:
        if e.code in ("NoSuchKey", "NoSuchObject"):
            return False
        raise
    # The store's own checksum of an object that came in one piece.
    return bool(tag == hashlib.md5(content, usedforsecurity=False).hexdigest())


def files() -> Iterator[tuple[str, bytes]]:
    """The notebook and the modules that it imports, by name."""
    yield NOTEBOOK, _notebook().read_bytes()
    for module in MODULES:
        found = util.find_spec(module)
        if found is None or found.origin is None:
            raise ActionError(f"The module {module} is not installed")
        yield f"{module}.py", Path(found.origin).read_bytes()


def _notebook() -> Path:
    packaged = Path(str(resources.files("kaapana_clinical_tools"))) / "notebooks" / NOTEBOOK
    if packaged.is_file():
        return packaged
    return Path(__file__).parents[3] / "notebooks" / NOTEBOOK


ACTION = Action(
    "install-notebooks",
    "puts the notebook and its Python files into the bucket of each project",
    (
        Parameter("notebook_prefix", "the folder in the bucket", "clinical"),
        Parameter("aii_url", "the platform's list of projects"),
        Parameter("minio_url", "the platform's object store"),
    ),
    run,
    operator=False,
)
