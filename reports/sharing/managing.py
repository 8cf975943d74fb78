"""What a lead sees of the links to a report."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say
from reports.documents.languages import label_of, place_of
from reports.models import Report
from reports.queries import load_report
from reports.sharing.actions import end_share_link, share_report
from reports.sharing.forms import PAGE, ShareForm

ALREADY = mark(
    "This link is made already. Its address was shown once: if you do not have it, end this link "
    "and make another."
)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def shares(request: PersonRequest, report_id: UUID) -> HttpResponse:
    report = load_report(request.user, report_id)
    check_lead(report)
    form = ShareForm(posted(request), choices=_choices(report))
    if request.method != "POST" or not form.is_valid():
        return _page(request, report, form, status=422 if form.errors else 200)
    try:
        made, token = share_report(report=report.pk, **form.arguments(), by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, report, form, status=409)
    if not token:
        messages.info(request, say(ALREADY))
        return redirect("reports:shares", report.pk)
    # Shown in the answer itself: a redirect would have to keep the token somewhere.
    address = settings.SITE_URL + reverse("reports:shared", args=[token])
    return _page(request, report, ShareForm(choices=_choices(report)), made=made, address=address)


@require_POST
@sign_in_required
def share_end(request: PersonRequest, report_id: UUID, link_id: UUID) -> HttpResponse:
    try:
        link = end_share_link(link=link_id, report=report_id, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, say("The link for {label} opens nothing any more.", label=link.label)
        )
    return redirect("reports:shares", report_id)


def _choices(report: Report) -> list[tuple[str, str]]:
    kinds = set(report.files.values_list("kind", flat=True))
    files = [(kind, label_of(kind)) for kind in sorted(kinds, key=place_of)]
    return [(PAGE, say("The report as a page, with its charts and figures")), *files]


def _page(
    request: PersonRequest, report: Report, form: ShareForm, *, status: int = 200, **shown: object
) -> HttpResponse:
    links = report.share_links.select_related("created_by")
    context = {"report": report, "form": form, "links": links, "now": timezone.now(), **shown}
    return render(request, "reports/shares.html", context, status=status)
