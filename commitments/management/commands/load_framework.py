from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commitments.actions import publish
from commitments.documents import FaultyDocument, publication_faults, read_framework
from commitments.importing import import_definition
from commitments.models import Status


class Command(BaseCommand):
    help = (
        "Read a framework file into the database. The whole file is checked before anything is "
        "written; with a fault, nothing is written, each fault is printed, and the exit code is 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as fixtures/framework/2024.12.yaml")
        parser.add_argument(
            "--publish", action="store_true", help="publish it: from then on it never changes"
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        try:
            self._load(data, to_publish=options["publish"])
        except FaultyDocument as refusal:
            for fault in refusal.faults:
                self.stderr.write(f"{file}: {fault}")
            count = len(refusal.faults)
            faults = "1 fault" if count == 1 else f"{count} faults"
            raise CommandError(f"{faults}. Nothing was written.") from refusal

    def _load(self, data: bytes, *, to_publish: bool) -> None:
        definition = read_framework(data)
        if to_publish and (faults := publication_faults(definition)):
            raise FaultyDocument(list(faults))
        with transaction.atomic():
            version, written = import_definition(definition)
            if to_publish and version.status == Status.DRAFT:
                version = publish(version=version)
        done = "loaded" if written else "is loaded already"
        self.stdout.write(
            f"Framework {version.version} {done} ({version.get_status_display().lower()}, "
            f"digest {version.digest})."
        )
