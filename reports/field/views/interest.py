"""The public form by which people and organizations say that they are interested."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lhs_portal.accounts.public_pages import limited
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import posted
from lhs_portal.lib.wording import mark, say
from reports.field.actions.interest import KEPT_FOR, send_interest
from reports.field.forms.interest import InterestForm

READ = "120/m/ip"
SEND = "20/h/ip"
SLOWER = mark(
    "Many answers came from your network within an hour. Nothing that you typed is lost: "
    "keep this page open, and send it again later."
)


@limited("interest", READ)
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest) -> HttpResponse:
    form = InterestForm(posted(request))
    status = 200
    if request.method == "POST":
        status = _receive(request, form)
        if not status:
            return redirect("reports:interest_thanks")
    response = render(request, "field/interest.html", {"form": form}, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def interest_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "field/interest_thanks.html", {"days": KEPT_FOR.days})


def _receive(request: HttpRequest, form: InterestForm) -> int:
    """The status of the page on which the form is shown again; 0 where all went well."""
    if not form.is_valid():
        return 422
    limit = {"interest-sent": SEND}
    if ratelimit.consume_or_429(request, action="interest-sent", config=limit):
        form.add_error(None, say(SLOWER))
        return 429
    try:
        send_interest(**form.content())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return 429
    return 0
