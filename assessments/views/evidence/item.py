from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import add_evidence_file, add_evidence_link
from assessments.actions.evidence import AlreadyHere
from assessments.evidence_queries import load_evidence, load_uses_of, newest_versions, reading_day
from assessments.forms.evidence import AddForm
from assessments.models import Assessment, EvidenceUse
from assessments.permissions import can_add_evidence
from assessments.presenters.evidence import present_item
from assessments.presenters.evidence_pieces import present_found
from assessments.queries import load_names
from assessments.views.evidence.items import load_item_place, says_the_same
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import check_contribute
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.uploads.policy import RefusedFile
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def item_evidence(request: PersonRequest, assessment_id: UUID, item_code: str) -> HttpResponse:
    """What the answer to one item rests on; a file or a link is added here."""
    assessment, definition = load_item_place(request, assessment_id, item_code)
    if request.method != "POST":
        return _page(request, assessment, item_code, AddForm(definition=definition))
    check_contribute(assessment)
    form = AddForm(request.POST, request.FILES, definition=definition)
    if not form.is_valid():
        return _page(request, assessment, item_code, form, status=422)
    try:
        use = _add(request, assessment, item_code, form)
    except AlreadyHere as here:
        if here.use and says_the_same(here.use, form.cleaned_data):
            return _added(request, assessment, item_code, here.use)
        return _page(request, assessment, item_code, form, here=here, status=409)
    except RefusedFile as refused:
        form.refuse(refused.sentence, field="file")
    except Refused as refusal:
        form.refuse(str(refusal))
    else:
        return _added(request, assessment, item_code, use)
    return _page(request, assessment, item_code, form, status=409)


def _add(
    request: PersonRequest, assessment: Assessment, item_code: str, form: AddForm
) -> EvidenceUse:
    """Raises AlreadyHere, RefusedFile, Refused."""
    said = {key: form.cleaned_data[key] for key in ("title", "shows", "level", "dated")}
    source = form.cleaned_data["source"]
    place: dict[str, Any] = {"assessment": assessment, "item": item_code, "by": request.user}
    if isinstance(source, str):
        return add_evidence_link(url=source, **place, **said)
    return add_evidence_file(upload=source, **place, **said)


def _added(
    request: PersonRequest, assessment: Assessment, item_code: str, use: EvidenceUse
) -> HttpResponse:
    messages.success(
        request,
        say("“{title}” is added.", title=use.version.evidence.title),
    )
    return redirect("assessments:item_evidence", assessment.pk, item_code)


def _page(
    request: PersonRequest,
    assessment: Assessment,
    item_code: str,
    form: AddForm,
    *,
    here: AlreadyHere | None = None,
    status: int = 200,
) -> HttpResponse:
    lines = load_evidence(assessment, [item_code]).get(item_code, ())
    found = None
    if here:
        uses = load_uses_of([here.version.evidence_id])
        [found] = present_found([here.version], uses, on=reading_day(assessment))
    context = {
        "assessment": assessment,
        "page": present_item(
            load_spoken_definition(assessment.framework_version),
            item_code,
            lines,
            load_names(assessment),
        ),
        "form": form,
        "here": found,
        "here_use": here.use if here else None,
        # What was refused stays on the page as it was typed.
        "editable": can_add_evidence(assessment) or form.is_bound,
        "pieces": newest_versions(assessment.organization_id).count(),
    }
    return render(request, "assessments/evidence_item.html", context, status=status)
