"""Print the score card of an input file, so that anyone can check the scoring from outside."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from assessments.management.input_files import InputFilesCommand
from assessments.scoring import score
from assessments.scoring.files import read_input
from commitments.documents import read_framework


class Command(InputFilesCommand):
    help = (
        "Print the score card of ANSWERS.json as canonical JSON. Needs no database. "
        "A file with faults: one line for each on standard error, and exit code 2."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("answers", type=Path, metavar="ANSWERS.json")
        parser.add_argument("--framework", type=Path, required=True, metavar="FILE.yaml")

    def handle(self, *_args: Any, answers: Path, framework: Path, **_options: Any) -> None:
        definition = self.read(framework, read_framework)
        sheet, ratings = self.read(answers, partial(read_input, definition=definition))
        self.stdout.write(score(definition, sheet, ratings).to_json().decode(), ending="")
