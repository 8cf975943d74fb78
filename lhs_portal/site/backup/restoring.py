"""Reading a backup into an empty portal, on either engine."""

import tarfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from lhs_portal.lib import immutability
from lhs_portal.lib.durable_files import write_durably
from lhs_portal.site.backup.archive import ArchiveReader, FaultyArchive, verify
from lhs_portal.site.backup.making import applied_migrations
from lhs_portal.site.backup.rows import (
    delete_all_rows,
    filled_models,
    insert_rows,
    kept_models,
    reset_sequences,
)


class NotEmpty(Exception):
    """The database has rows that a restore would have to delete."""


def restore_backup(source: Path, *, replace: bool = False) -> dict[str, int]:
    """Returns the number of rows and of files. `replace` deletes what is there.

    Nothing else may use the database. All checksums are verified before anything is touched, and
    rows come in one transaction. Raises FaultyArchive, NotEmpty, OSError.
    """
    try:
        tar = tarfile.open(source, mode="r:")  # noqa: SIM115 - closed below
    except tarfile.TarError as error:
        raise FaultyArchive("It is damaged, or no backup of this portal.") from error
    with tar:
        archive = verify(tar)
        call_command("migrate", interactive=False, verbosity=0)
        _check_same_version(archive)
        if not replace and (filled := filled_models()):
            raise NotEmpty(f"There are rows already, such as of {filled[0]}.")
        files = _restore_files(archive)
        with immutability.lifted(), transaction.atomic():
            delete_all_rows()
            rows = sum(
                insert_rows(model, archive.lines(f"rows/{label}.jsonl"))
                for label, model in kept_models().items()
            )
            connection.check_constraints()
            reset_sequences()
    return {"rows": rows, "files": files}


def _check_same_version(archive: ArchiveReader) -> None:
    expected = {f"rows/{label}.jsonl" for label in kept_models()}
    same = archive.manifest["migrations"] == applied_migrations()
    if not same or set(archive.names("rows")) != expected:
        raise FaultyArchive(
            "It was made by another version of the portal. Install that version, restore the "
            "backup there, and upgrade then."
        )


def _restore_files(archive: ArchiveReader) -> int:
    """Before the rows that name them; without these they are orphans, which workers remove."""
    names = archive.names("media")
    for name in names:
        target = Path(settings.MEDIA_ROOT, name.removeprefix("media/"))
        write_durably(target, archive.chunks(name))
    return len(names)
