from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import add_version
from assessments.actions.evidence import AlreadyHere
from assessments.evidence_queries import load_piece, load_uses_of, reading_day
from assessments.forms.evidence import SourceForm
from assessments.models import Assessment
from assessments.permissions import can_add_evidence
from assessments.presenters.evidence_pieces import present_places, present_version
from assessments.queries import load_assessment, load_names
from lhs_portal.accounts.permissions import check_contribute
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def evidence_piece(request: PersonRequest, assessment_id: UUID, evidence_id: UUID) -> HttpResponse:
    """One piece of the organization: its versions, and where it is used in all cycles."""
    assessment = load_assessment(request.user, assessment_id)
    if request.method != "POST":
        return _page(request, assessment, evidence_id, SourceForm())
    check_contribute(assessment)
    piece = load_piece(assessment, evidence_id)
    form = SourceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, assessment, evidence_id, form, status=422)
    source, dated = form.cleaned_data["source"], form.cleaned_data["dated"]
    try:
        version = add_version(
            assessment=assessment, piece=evidence_id, source=source, dated=dated, by=request.user
        )
    except AlreadyHere as here:
        if here.version.evidence_id == piece.pk and here.version.dated == dated:
            return redirect("assessments:evidence_piece", assessment.pk, piece.pk)
        form.refuse(_where(here, evidence_id), field="file" if "file" in request.FILES else "url")
    except RefusedFile as refused:
        form.refuse(refused.sentence, field="file")
    except Refused as refusal:
        form.refuse(str(refusal))
    else:
        messages.success(
            request,
            say(
                "Version {number} is added. Where the piece is used it stays as it was, until "
                "you choose the newest version there.",
                number=version.number,
            ),
        )
        return redirect("assessments:evidence_piece", assessment.pk, piece.pk)
    return _page(request, assessment, evidence_id, form, status=409)


def _where(here: AlreadyHere, evidence_id: UUID) -> str:
    if here.version.evidence_id == evidence_id:
        return say(
            "This is the same as version {number}: nothing was added.", number=here.version.number
        )
    return say(
        "This is here already, as “{title}”, and is not kept twice. Use "
        "that piece at the item instead.",
        title=here.version.evidence.title,
    )


def _page(
    request: PersonRequest,
    assessment: Assessment,
    evidence_id: UUID,
    form: SourceForm,
    *,
    status: int = 200,
) -> HttpResponse:
    piece = load_piece(assessment, evidence_id)
    versions = list(piece.versions.select_related("evidence"))
    editable = can_add_evidence(assessment)
    naming, day = load_names(assessment), reading_day(assessment)
    context = {
        "assessment": assessment,
        "piece": piece,
        "versions": [present_version(version, on=day, naming=naming) for version in versions],
        "places": present_places(
            load_uses_of([piece.pk]),
            here=assessment if editable else None,
            newest=versions[0].number,
        ),
        "form": form,
        "editable": editable or form.is_bound,
    }
    return render(request, "assessments/evidence_piece.html", context, status=status)
