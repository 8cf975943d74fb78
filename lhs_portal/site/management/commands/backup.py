from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lhs_portal.site.backup.archive import digest_of_file
from lhs_portal.site.backup.making import write_backup


class Command(BaseCommand):
    help = "Write the database and the files of reports to one file. The portal may be in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_options: Any) -> None:
        try:
            damaged = write_backup(file)
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}") from error
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes, SHA-256 {digest_of_file(file)}")
        if damaged:
            raise CommandError(
                "The backup is whole but for these files of reports, which are missing or damaged "
                "on this computer:\n" + "\n".join(damaged)
            )
