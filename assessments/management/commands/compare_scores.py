"""Print what changed between two input files, so that anyone can check it from outside."""

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from assessments.management.input_files import InputFilesCommand
from assessments.scoring import Side, compare
from assessments.scoring.files import read_input
from commitments.definition import Definition
from commitments.documents import read_framework


class Command(InputFilesCommand):
    help = (
        "Print the comparison of EARLIER.json with LATER.json, two files as `score` takes them, as "
        "canonical JSON. Needs no database. A file with faults: one line for each on standard "
        "error, and exit code 2."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("earlier", type=Path, metavar="EARLIER.json")
        parser.add_argument("later", type=Path, metavar="LATER.json")
        parser.add_argument("--framework", type=Path, required=True, metavar="FILE.yaml")
        parser.add_argument(
            "--later-framework",
            type=Path,
            metavar="FILE.yaml",
            help="The version that LATER.json answers, where it is another one.",
        )

    def handle(
        self,
        *_args: Any,
        earlier: Path,
        later: Path,
        framework: Path,
        later_framework: Path | None,
        **_options: Any,
    ) -> None:
        definition = self.read(framework, read_framework)
        later_definition = (
            self.read(later_framework, read_framework) if later_framework else definition
        )
        comparison = compare(self._side(earlier, definition), self._side(later, later_definition))
        self.stdout.write(comparison.to_json().decode(), ending="")

    def _side(self, path: Path, definition: Definition) -> Side:
        sheet, ratings = self.read(path, partial(read_input, definition=definition))
        return Side.of(definition, sheet, ratings)
