"""A framework file to rows. A published version never changes; a draft does until it is used."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from commitments.addresses import RESERVED_VERSIONS
from commitments.definition import Definition
from commitments.documents import Fault, FaultyDocument, document_of
from commitments.models import (
    AnchorFeature,
    Commitment,
    FrameworkVersion,
    Item,
    Pillar,
    RatingGuide,
    Status,
    ThroughLine,
)
from commitments.queries import document_from_rows
from lhs_portal.audit.models import record_event
from lhs_portal.lib.wording import say

WITH_ROWS = frozenset({"pillars", "features", "commitments", "through_line", "items"})


@transaction.atomic
def import_definition(definition: Definition, *, by: Any = None) -> tuple[FrameworkVersion, bool]:
    """The version's row, and whether anything was written. Equal content is left alone.

    Raises FaultyDocument where the version exists and may not change any more.
    """
    document = document_of(definition)
    _check_addressable(definition)
    version = (
        FrameworkVersion.objects.select_for_update().filter(version=definition.version).first()
    )
    if version and version.digest == definition.digest and _same(version, document):
        return version, False
    before = version.digest if version else None
    if version:
        _check_replaceable(version, definition)
        _delete_rows(version)
    else:
        version = FrameworkVersion(version=definition.version)
    version.source_language = definition.source_language
    version.digest = definition.digest
    version.loaded_at = timezone.now()
    version.frame = {key: value for key, value in document.items() if key not in WITH_ROWS}
    version.save()
    _create_rows(version, definition, document)
    record_event(
        "framework loaded",
        version,
        by=by,
        what=version.version,
        before=before and {"digest": before},
        after={"digest": version.digest},
    )
    return version, True


def _check_addressable(definition: Definition) -> None:
    if definition.version in RESERVED_VERSIONS:
        message = say(
            "The address /framework/{version}/ is taken. Name it otherwise.",
            version=definition.version,
        )
        raise FaultyDocument([Fault("version", message)])


def _same(version: FrameworkVersion, document: dict[str, Any]) -> bool:
    """Whether the translations are the same too, which the digest leaves out."""
    return document_from_rows(version) == document


def _check_replaceable(version: FrameworkVersion, definition: Definition) -> None:
    if version.status != Status.DRAFT and version.digest == definition.digest:
        message = say(
            "Version {version} is {status}, and this file differs from it in its "
            "translations alone. Leave them out of it: translations have files of their own.",
            version=version.version,
            status=say(version.get_status_display()).lower(),
        )
        raise FaultyDocument([Fault("version", message)])
    if version.status != Status.DRAFT:
        message = say(
            "Version {version} is {status} and can never change: its digest is {digest}, "
            "that of this file {of_file}. Give the changed framework a new version.",
            version=version.version,
            status=say(version.get_status_display()).lower(),
            digest=version.digest,
            of_file=definition.digest,
        )
        raise FaultyDocument([Fault("version", message)])
    if version.assessments.exists():
        message = say(
            "Assessments use the draft {version}, so it can no longer change. Give the "
            "changed framework a new version.",
            version=version.version,
        )
        raise FaultyDocument([Fault("version", message)])


def _delete_rows(version: FrameworkVersion) -> None:
    """The guide and the translations too: they may name what is no longer there."""
    RatingGuide.objects.filter(framework_version=version).delete()
    version.translated_texts.all().delete()
    version.translations.all().delete()
    version.through_line.all().delete()
    for model in (Item, AnchorFeature, Commitment, Pillar):
        model._default_manager.filter(framework_version=version).delete()


def _create_rows(
    version: FrameworkVersion, definition: Definition, document: dict[str, Any]
) -> None:
    def common(section: str, index: int) -> dict[str, Any]:
        entry = document[section][index]
        return {"framework_version": version, "position": index, "entry": entry}

    pillars = {
        pillar.code: Pillar(code=pillar.code, **common("pillars", index))
        for index, pillar in enumerate(definition.pillars)
    }
    Pillar.objects.bulk_create(pillars.values())
    features = {
        feature.code: AnchorFeature(
            code=feature.code, pillar=pillars[feature.pillar], **common("features", index)
        )
        for index, feature in enumerate(definition.features)
    }
    AnchorFeature.objects.bulk_create(features.values())
    commitments = {
        commitment.code: Commitment(code=commitment.code, **common("commitments", index))
        for index, commitment in enumerate(definition.commitments)
    }
    Commitment.objects.bulk_create(commitments.values())
    Item.objects.bulk_create(
        Item(
            code=item.code,
            feature=features.get(item.subject),
            commitment=commitments.get(item.subject),
            meaning=item.meaning,
            essential=item.essential,
            weight=item.weight,
            **common("items", index),
        )
        for index, item in enumerate(definition.items)
    )
    ThroughLine.objects.bulk_create(
        ThroughLine(
            feature=features[link.feature],
            commitment=commitments[link.commitment],
            strength=link.strength,
            **common("through_line", index),
        )
        for index, link in enumerate(definition.through_line)
    )
