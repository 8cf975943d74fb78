from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commitments.actions import publish
from commitments.definition import Definition
from commitments.document_fields import LANGUAGE
from commitments.documents import FaultyDocument, publication_faults, read_framework
from commitments.importing import import_definition
from commitments.models import FrameworkVersion, Status
from commitments.rating_guide import RatingGuide
from commitments.rating_guide_documents import read_rating_guide
from commitments.rating_guide_importing import import_rating_guide
from commitments.translating.files import TranslationFile, read_translation
from commitments.translating.importing import import_translation


class Command(BaseCommand):
    help = (
        "Read a framework file into the database, and what stands beside it: the rating guide "
        "(2024.12.raters.yaml beside 2024.12.yaml) and translations (2024.12.es.yaml). All is "
        "checked before anything is written; with a fault, nothing is written, each fault is "
        "printed, and the exit code is 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as fixtures/framework/2024.12.yaml")
        parser.add_argument(
            "--publish", action="store_true", help="publish it: from then on it never changes"
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        to_publish = options["publish"]
        data = _read(file)
        guide_file = file.with_name(f"{file.stem}.raters.yaml")
        guide_data = _read(guide_file) if guide_file.exists() else None
        with self._naming_faults_of(file):
            definition = read_framework(data)
            if to_publish and (faults := publication_faults(definition)):
                raise FaultyDocument(list(faults))
        guide = None
        if guide_data is not None:
            with self._naming_faults_of(guide_file):
                guide = read_rating_guide(guide_data, definition)
        translations = [
            self._read_translation(beside, definition, guide) for beside in _translations_of(file)
        ]
        with self._naming_faults_of(file), transaction.atomic():
            version = self._load(definition, to_publish=to_publish)
            if guide:
                self._load_guide(guide, version)
            for translation in translations:
                self._load_translation(translation, version)

    def _load(self, definition: Definition, *, to_publish: bool) -> FrameworkVersion:
        version, written = import_definition(definition)
        if to_publish and version.status == Status.DRAFT:
            version = publish(version=version)
        done = "loaded" if written else "is loaded already"
        self.stdout.write(
            f"Framework {version.version} {done} ({version.get_status_display().lower()}, "
            f"digest {version.digest})."
        )
        return version

    def _load_guide(self, guide: RatingGuide, version: FrameworkVersion) -> None:
        row, written = import_rating_guide(guide, version=version)
        done = "loaded" if written else "is loaded already"
        self.stdout.write(f"Rating guide {done} (revision {row.revision}, digest {row.digest}).")

    def _read_translation(
        self, file: Path, definition: Definition, guide: RatingGuide | None
    ) -> TranslationFile:
        with self._naming_faults_of(file):
            return read_translation(_read(file), definition, guide)

    def _load_translation(self, file: TranslationFile, version: FrameworkVersion) -> None:
        edition, written = import_translation(file, version=version)
        done = "loaded" if written else "is loaded already"
        self.stdout.write(
            f"Translation into {edition.language} {done} (revision {edition.revision}, "
            f"{edition.state}, digest {edition.digest})."
        )

    @contextmanager
    def _naming_faults_of(self, file: Path) -> Iterator[None]:
        try:
            yield
        except FaultyDocument as refusal:
            for fault in refusal.faults:
                self.stderr.write(f"{file}: {fault}")
            count = len(refusal.faults)
            faults = "1 fault" if count == 1 else f"{count} faults"
            raise CommandError(f"{faults}. Nothing was written.") from refusal


def _translations_of(file: Path) -> list[Path]:
    """Files that are named by a language: 2024.12.es.yaml beside 2024.12.yaml."""
    beside = file.parent.glob(f"{escape(file.stem)}.*.yaml")
    return sorted(
        path for path in beside if LANGUAGE.pattern.fullmatch(path.stem[len(file.stem) + 1 :])
    )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
