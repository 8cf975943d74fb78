"""What somebody would write by hand who wants these pages and nothing else.

The queries are those of the portal's views, in count and kind; the rows go to the template as they
come. No conflicts, no validation, no permissions beyond membership, no wording of its own.
"""

from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from assessments.models import Answer, Assessment, EvidenceUse, EvidenceVersion, Target
from commitments.models import Item
from commitments.queries import load_definition
from lhs_portal.accounts.models import Membership
from lhs_portal.audit.models import Event


@login_required
def section(request: HttpRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    if request.method == "POST":
        return save(request, assessment_id)
    assessment = get_object_or_404(assessments(request), pk=assessment_id)
    definition = load_definition(assessment.framework_version)
    items = definition.items_by_subject[subject_code]
    ids = item_ids(assessment.framework_version_id)
    answers = rows(assessment, [ids[item.code] for item in items])
    members = Membership.objects.filter(organization_id=assessment.organization_id)
    names = dict(members.values_list("user_id", "user__name"))
    earlier = last_answers(assessment, [item.code for item in items])
    pieces = evidence(assessment, [ids[item.code] for item in items])
    context = {
        "assessment": assessment,
        "subject": definition.subject_by_code[subject_code],
        "rating_rule": definition.rating_rule,
        "rating_notes": definition.rating_notes,
        "cards": [
            (
                item,
                list(zip(definition.levels, item.descriptors, strict=True)),
                answer,
                names.get(answer["updated_by"]),
                earlier.get(item.code),
                [use for use in pieces if use["item_id"] == ids[item.code]],
            )
            for item in items
            for answer in [answers.get(ids[item.code], {"updated_by": None})]
        ],
        "answered": count_answered(answers.values()),
        "total": len(ids),
    }
    return render(request, "bare/section.html", context)


@login_required
def home(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    assessment = get_object_or_404(assessments(request), pk=assessment_id)
    definition = load_definition(assessment.framework_version)
    ids = item_ids(assessment.framework_version_id)
    answers = rows(assessment, None)
    targets = Target.objects.filter(assessment=assessment, level__isnull=False).values_list(
        "commitment__code", "level"
    )

    items = definition.items_by_subject

    def tasks(subjects: Any) -> list[Any]:
        return [
            (s, count_answered(answers.get(ids[item.code]) for item in items[s.code]))
            for s in subjects
        ]

    context = {
        "assessment": assessment,
        "commitments": tasks(definition.commitments),
        "pillars": [(p, tasks(definition.features_of(p.code))) for p in definition.pillars],
        "answered": count_answered(answers.values()),
        "total": len(ids),
        "targets": len(targets),
        "reports": assessment.reports.defer("frozen_input", "score_card"),
    }
    return render(request, "bare/home.html", context)


def save(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """One row under its lock, one upsert, one event, and how far the assessment is."""
    code = request.POST["code"]
    level, note = int(request.POST["choice"]), request.POST["note"]
    with transaction.atomic():
        locked = assessments(request).select_for_update(of=("self",))
        assessment = get_object_or_404(locked, pk=assessment_id)
        item_id = item_ids(assessment.framework_version_id)[code]
        answers = rows(assessment, [item_id])
        old = answers.get(item_id, {"level": None, "shown_note": "", "version": 0})
        version = old["version"] + 1
        answer = Answer(
            assessment=assessment,
            item_id=item_id,
            level=level,
            note=note,
            version=version,
            updated_by=request.user,
        )
        Answer.objects.bulk_create(
            [answer],
            update_conflicts=True,
            unique_fields=["assessment", "item"],
            update_fields=["level", "note", "version", "updated_at", "updated_by"],
        )
        Event.objects.create(
            actor=request.user,
            organization_id=assessment.organization_id,
            verb="answered",
            subject_type="assessment",
            subject_id=str(assessment.pk),
            what=code,
            before={code: {"level": old["level"], "note": old["shown_note"]}},
            after={code: {"level": level, "note": note}},
        )
    answers[item_id] = {**old, "level": level}
    return JsonResponse(
        {
            "at": timezone.now().isoformat(),
            "version": version,
            "answered": count_answered(answers.values()),
        }
    )


def assessments(request: HttpRequest) -> Any:
    visible = Assessment.objects.filter(organization__memberships__user=request.user)
    return (
        visible.annotate(role=F("organization__memberships__role"))
        .select_related("organization", "framework_version")
        .defer("framework_version__frame")
    )


def last_answers(assessment: Assessment, codes: list[str]) -> dict[str, Any]:
    earlier = Assessment.objects.filter(
        organization_id=assessment.organization_id,
        scope=assessment.scope,
        unit=assessment.unit,
        state="signed",
        started_at__lt=assessment.started_at,
    ).order_by("-started_at")
    answers = Answer.objects.filter(
        assessment=Subquery(earlier.values("pk")[:1]), item__code__in=codes
    ).values("item__code", "assessment__title", "level", "not_applicable", "dont_know")
    return {row["item__code"]: row for row in answers}


def evidence(assessment: Assessment, items: list[int]) -> list[dict[str, Any]]:
    versions = EvidenceVersion.objects.filter(evidence=OuterRef("version__evidence"))
    uses = EvidenceUse.objects.filter(assessment=assessment, item__in=items, removed_at=None)
    version = ("evidence__title", "number", "kind", "url", "media_type", "size", "dated", "scan")
    return list(
        uses.annotate(newest=Subquery(versions.order_by("-number").values("number")[:1])).values(
            "id", "item_id", "shows", "level", "newest", *(f"version__{name}" for name in version)
        )
    )


def rows(assessment: Assessment, noted: list[int] | None) -> Any:
    """By item; `noted` names the items whose note is wanted, None means all."""
    note: Any = F("note")
    if noted is not None:
        note = Case(When(item_id__in=noted, then=note), default=Value(""), output_field=TextField())
    columns = ("item_id", "level", "not_applicable", "dont_know", "reason", "version")
    answers = Answer.objects.filter(assessment=assessment)
    return {
        row["item_id"]: row
        for row in answers.values(*columns, "updated_at", "updated_by", shown_note=note)
    }


@cache
def item_ids(version_id: int) -> dict[str, int]:
    return dict(Item.objects.filter(framework_version=version_id).values_list("code", "id"))


def count_answered(answers: Any) -> int:
    return sum(
        bool(row) and (row["level"] is not None or row["not_applicable"] or row["dont_know"])
        for row in answers
    )
