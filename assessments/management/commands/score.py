"""Print the score card of an input file, so that anyone can check the scoring from outside."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.scoring import score
from assessments.scoring.files import read_sheet
from commitments.documents import FaultyDocument, read_framework


class Command(BaseCommand):
    help = (
        "Print the score card of ANSWERS.json as canonical JSON. Needs no database. "
        "A file with faults: one line for each on standard error, and exit code 2."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", type=Path, metavar="ANSWERS.json")
        parser.add_argument("--framework", type=Path, required=True, metavar="FILE.yaml")

    def handle(self, *_args: Any, answers: Path, framework: Path, **_options: Any) -> None:
        try:
            definition = read_framework(_bytes_of(framework))
        except FaultyDocument as faulty:
            raise self._refusal(framework, faulty) from faulty
        try:
            sheet = read_sheet(_bytes_of(answers), definition)
        except FaultyDocument as faulty:
            raise self._refusal(answers, faulty) from faulty
        self.stdout.write(score(definition, sheet).to_json().decode(), ending="")

    def _refusal(self, path: Path, faulty: FaultyDocument) -> SystemExit:
        for fault in faulty.faults:
            self.stderr.write(f"{path.name}: {fault}", self.style.ERROR)
        return SystemExit(2)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.", returncode=2) from error
