"""Commands that read files which anyone may have written."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.core.management.base import BaseCommand, CommandError

from commitments.documents import FaultyDocument

T = TypeVar("T")


class InputFilesCommand(BaseCommand):
    """A file with faults: one line for each on standard error, and exit code 2."""

    requires_system_checks = ()

    def read(self, path: Path, reader: Callable[[bytes], T]) -> T:
        """Raises SystemExit and CommandError."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.", returncode=2) from error
        try:
            return reader(data)
        except FaultyDocument as faulty:
            for fault in faulty.faults:
                self.stderr.write(f"{path.name}: {fault}", self.style.ERROR)
            raise SystemExit(2) from faulty
