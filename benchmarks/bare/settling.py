"""The two pages of settling by hand: queries as the portal's, figures in floats, one template each.

No anonymity, no state of a round, no fields typed and refused.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, F, OuterRef, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from assessments.models import Assessment, Consensus, Dissent, Rater, Rating
from benchmarks.bare.figures import bar, beside, figures, gap, of_section
from benchmarks.bare.views import assessments, evidence, item_ids, last_answers, rows
from commitments.queries import load_definition
from lhs_portal.accounts.models import Membership


@login_required
def section(request: HttpRequest, assessment_id: UUID, subject_code: str) -> HttpResponse:
    assessment = get_object_or_404(assessments(request), pk=assessment_id)
    definition = load_definition(assessment.framework_version)
    items = definition.items_by_subject[subject_code]
    ids = item_ids(assessment.framework_version_id)
    own = [ids[item.code] for item in items]
    codes = [item.code for item in items]
    groups, rated = ratings(assessment, own, notes=True)
    answers = rows(assessment, None)
    settled = settlements(assessment, codes)
    earlier = last_answers(assessment, codes)
    dissents = list(
        Dissent.objects.filter(assessment=assessment, item__in=own)
        .annotate(
            known=Exists(Rater.objects.filter(assessment=assessment, user=OuterRef("author")))
            | Exists(
                Membership.objects.filter(
                    organization=assessment.organization_id, user=OuterRef("author")
                )
            )
        )
        .values("item_id", "text", "written_at", "author__name", "known")
    )
    pieces = evidence(assessment, own)
    members = Membership.objects.filter(organization_id=assessment.organization_id)
    people = dict(members.values_list("user_id", "user__name"))
    named = dict(
        Rater.objects.filter(assessment=assessment, named=True).values_list("pk", "user__name")
    )
    names = [level.name for level in definition.levels]
    scores: dict[int, list[int]] = {}
    cards = []
    for item in items:
        of_item = rated.get(ids[item.code], [])
        found = figures([row["level"] for row in of_item if row["level"] is not None])
        answer = answers.get(ids[item.code], {})
        last = earlier.get(item.code)
        for row in of_item:
            if row["level"] is not None:
                scores.setdefault(row["rater_id"], []).append(row["level"])
        levels = []
        for level, name in enumerate(names):
            count = found["counts"][level]
            marks = []
            if level == found["lower"]:
                marks.append(f"median {found['median']}")
            if level == found["nearest"]:
                marks.append(f"mean {found['mean']}")
            if level == answer.get("level"):
                marks.append("settled")
            if last and level == last["level"]:
                marks.append("last time")
            width = bar(count, found["n"])
            levels.append((level, name, item.descriptors[level], count, width, marks))
        consensus = settled.get(item.code)
        cards.append(
            {
                "item": item,
                "figures": found,
                "levels": levels,
                "answer": answer,
                "consensus": consensus,
                "by": people.get(consensus["settled_by"]) if consensus else "",
                "last": last,
                "beside": beside(
                    sum(row["not_applicable"] for row in of_item),
                    sum(row["dont_know"] for row in of_item),
                ),
                "gap": gap(
                    (groups[row["rater_id"]], row["level"])
                    for row in of_item
                    if row["level"] is not None
                ),
                "named": [
                    (named[row["rater_id"]], row["level"], names[row["level"]])
                    for row in of_item
                    if row["rater_id"] in named and row["level"] is not None
                ],
                "notes": [
                    (named.get(row["rater_id"], "A rater"), row["shown_note"])
                    for row in of_item
                    if row["shown_note"]
                ],
                "uses": [use for use in pieces if use["item_id"] == ids[item.code]],
                "dissents": [each for each in dissents if each["item_id"] == ids[item.code]],
            }
        )
    context = {
        "assessment": assessment,
        "subject": definition.subject_by_code[subject_code],
        "names": names,
        "cards": cards,
        "settled": len(settled),
        "acceptable": sum(
            not card["consensus"] and not card["figures"]["contested"] for card in cards
        ),
        "agreement": of_section([card["figures"] for card in cards]),
        "gap": gap((groups[rater], sum(own) / len(own)) for rater, own in scores.items()),
    }
    return render(request, "bare/settle_section.html", context)


@login_required
def whole(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    assessment = get_object_or_404(assessments(request), pk=assessment_id)
    definition = load_definition(assessment.framework_version)
    ids = item_ids(assessment.framework_version_id)
    _, rated = ratings(assessment, None, notes=False)
    answers = rows(assessment, [])
    settled = settlements(assessment, None)
    earlier = last_answers(assessment, list(ids))
    names = [level.name for level in definition.levels]
    talk: list[Any] = []
    accept: list[Any] = []
    done: list[Any] = []
    for subject in definition.subjects:
        for number, item in enumerate(definition.items_by_subject[subject.code], start=1):
            of_item = rated.get(ids[item.code], [])
            found = figures([row["level"] for row in of_item if row["level"] is not None])
            answer = answers.get(ids[item.code])
            row = {
                "subject": subject,
                "number": number,
                "item": item,
                "figures": found,
                "dots": [
                    (24 * level + 12, count, f"{10 * (count / found['n']) ** 0.5:.1f}")
                    for level, count in enumerate(found["counts"])
                ],
                "beside": beside(
                    sum(row["not_applicable"] for row in of_item),
                    sum(row["dont_know"] for row in of_item),
                ),
                "last": earlier.get(item.code),
                "settled": answer if item.code in settled else None,
            }
            if item.code in settled:
                done.append(row)
            elif found["contested"] or found["outlying"]:
                talk.append(row)
            else:
                accept.append(row)
    talk.sort(key=lambda row: (row["figures"]["outlying"], not row["item"].essential))
    contested = [row for row in talk if row["figures"]["contested"]]
    context = {
        "assessment": assessment,
        "names": names,
        "subjects": definition.subjects,
        "next": contested[0] if contested else None,
        "contested": len(contested),
        "acceptable": len(talk) - len(contested) + len(accept),
        "settled": len(settled),
        "total": len(ids),
        "groups": [
            (
                "talk",
                "Worth talking about",
                "Contested and essential items come first. Outlying views stop nothing.",
                talk,
            ),
            (
                "accept",
                "Can be accepted as they are",
                "The raters agree well enough. Accepting takes the lower median of their ratings.",
                accept,
            ),
            ("settled", "Settled", "A lead can still decide otherwise, with a reason.", done),
        ],
    }
    return render(request, "bare/settle_whole.html", context)


def ratings(
    assessment: Assessment, items: list[int] | None, *, notes: bool
) -> tuple[dict[int, str], dict[int, list[dict[str, Any]]]]:
    """The raters' groups, and the ratings by item."""
    groups = dict(Rater.objects.filter(assessment=assessment).values_list("pk", "role_group"))
    found = Rating.objects.filter(rater__assessment=assessment, in_figures=True)
    if items is not None:
        found = found.filter(item__in=items)
    by_item: dict[int, list[dict[str, Any]]] = {}
    columns = ("rater_id", "item_id", "level", "not_applicable", "dont_know", "round")
    for row in found.values(*columns, shown_note=F("note") if notes else Value("")):
        by_item.setdefault(row["item_id"], []).append(row)
    return groups, by_item


def settlements(assessment: Assessment, codes: list[str] | None) -> dict[str, dict[str, Any]]:
    found = Consensus.objects.filter(assessment=assessment)
    if codes is not None:
        found = found.filter(item__code__in=codes)
    columns = ("item__code", "how", "reason", "contested", "settled_at", "settled_by")
    return {row["item__code"]: row for row in found.values(*columns)}
