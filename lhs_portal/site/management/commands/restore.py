from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lhs_portal.site.backup.archive import FaultyArchive
from lhs_portal.site.backup.restoring import NotEmpty, restore_backup


class Command(BaseCommand):
    help = "Read a backup into an empty portal. Stop web servers and workers before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="delete what is in the database now"
        )

    def handle(self, *, file: Path, replace: bool, **_options: Any) -> None:
        try:
            count = restore_backup(file, replace=replace)
        except FaultyArchive as error:
            raise CommandError(
                f"Nothing was changed. {file} cannot be restored: {error}"
            ) from error
        except NotEmpty as error:
            raise CommandError(
                f"Nothing was changed. {error} To delete all that is there, add --replace."
            ) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be restored: {error}") from error
        self.stdout.write(f"{count['rows']:,} rows and {count['files']:,} files are restored.")
