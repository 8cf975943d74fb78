"""Writing a backup: one moment of the database, and the files that its rows name."""

import os
import tarfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from assessments.models import EvidenceVersion
from lhs_portal.site.backup.archive import ArchiveWriter, digest_of_file, read_file
from lhs_portal.site.backup.rows import dump_rows, kept_models
from reports.models import ReportFile


def write_backup(target: Path) -> list[str]:
    """Returns the paths of files that are missing or damaged: the backup is without them.

    The portal may be in use. Under a temporary name until it is whole. Raises OSError.
    """
    unfinished = target.with_name(f".{uuid.uuid4().hex}.part")
    handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with (
            os.fdopen(handle, "wb") as content,
            tarfile.open(fileobj=content, mode="w", format=tarfile.PAX_FORMAT) as tar,
            one_moment(),
        ):
            damaged = _write(ArchiveWriter(tar))
            tar.close()
            content.flush()
            os.fsync(content.fileno())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return damaged


def _write(archive: ArchiveWriter) -> list[str]:
    for label, model in kept_models().items():
        archive.add(f"rows/{label}.jsonl", dump_rows(model))
    damaged = []
    for name, sha256 in kept_files():
        path = Path(settings.MEDIA_ROOT, name)
        if path.is_file() and digest_of_file(path) == sha256:
            archive.add(f"media/{name}", read_file(path))
        else:
            damaged.append(name)
    archive.finish(
        {
            "made_at": timezone.now().isoformat(),
            "migrations": applied_migrations(),
            "damaged": damaged,
        }
    )
    return damaged


def kept_files() -> Iterator[tuple[str, str]]:
    """Every file that a row names, by its path under the media root, with its SHA-256."""
    yield from ReportFile.objects.order_by("path").values_list("path", "sha256")
    versions = EvidenceVersion.objects.exclude(path="")
    yield from versions.order_by("path").values_list("path", "sha256")


def applied_migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads inside see the same state, and nobody has to wait for them to write."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # The portal's own transactions take SQLite's write lock at once; a reader needs none.
    connection.ensure_connection()
    wrapper = cast(Any, connection)
    mode = wrapper.transaction_mode
    wrapper.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        wrapper.transaction_mode = mode
