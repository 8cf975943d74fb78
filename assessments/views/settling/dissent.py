from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions import remove_dissent, write_dissent
from assessments.actions.dissent import NothingToDissentFrom
from assessments.forms.settling import DissentForm
from assessments.permissions import Frozen
from assessments.presenters.settling.dissent import present_dissent
from assessments.settling_queries import Part, load_own, load_part, load_settled
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def dissent(request: PersonRequest, assessment_id: UUID, item_code: str) -> HttpResponse:
    """One's own words beside a settled answer: for members, and for raters who are none."""
    part = load_part(request.user, assessment_id, item_code)
    if not part.may_dissent:
        raise PermissionDenied(
            say("Leads, contributors and raters can write what they hold instead.")
        )
    if request.method != "POST":
        own = load_own(part, request.user)
        return _page(request, part, DissentForm(initial={"text": own.text if own else ""}))
    form = DissentForm(request.POST)
    try:
        if "remove" in request.POST:
            remove_dissent(assessment=assessment_id, item=item_code, by=request.user)
            messages.success(request, say("Your dissent is taken back."))
            return redirect(_back(part))
        if form.is_valid():
            write_dissent(
                assessment=assessment_id,
                item=item_code,
                text=form.cleaned_data["text"],
                by=request.user,
            )
            messages.success(request, say("Your dissent stands beside the settled answer."))
            return redirect(_back(part))
    except (Frozen, NothingToDissentFrom) as refusal:
        return _page(request, part, form, refusal=str(refusal), status=409)
    return _page(request, part, form, status=422)


def _back(part: Part) -> str:
    if not part.member:
        return reverse("assessments:dissent", args=[part.assessment.pk, part.item.code])
    address = reverse("assessments:settle_section", args=[part.assessment.pk, part.subject])
    return f"{address}#{part.item.code}"


def _page(
    request: PersonRequest, part: Part, form: DissentForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "assessment": part.assessment,
        "part": part,
        "page": present_dissent(
            load_spoken_definition(part.assessment.framework_version),
            part,
            load_settled(part),
        ),
        "form": form,
        "own": load_own(part, request.user),
        "back": _back(part) if part.member else "",
        "refusal": refusal,
    }
    return render(request, "assessments/settling_dissent.html", context, status=status)
