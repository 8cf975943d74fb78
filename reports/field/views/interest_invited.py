"""The page behind the link of a mail that invites to register, with and without an account."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lhs_portal.accounts.forms import RegistrationForm
from lhs_portal.accounts.models import User
from lhs_portal.accounts.public_pages import limited, untraced
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import posted
from lhs_portal.lib.kept_forms import render_kept
from lhs_portal.lib.tokens import digest_of_token
from lhs_portal.lib.wording import say
from reports.field.actions.interest import register_from_interest
from reports.field.models import Interest


@untraced
@limited("interest-invited", "60/m/ip")
@require_http_methods(["GET", "HEAD", "POST"])
def interest_invited(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(
        Interest.objects.select_related("cycle", "organization"),
        token_digest=digest_of_token(token),
    )
    if isinstance(request.user, User):
        response = _signed_in(request, request.user, found)
    elif request.method == "POST":
        response = render_kept(request, reason="signed_out", status=401)
    else:
        if found.link_open:
            # Whoever has the link reads the mail of this address: no second one is needed.
            get_adapter(request).stash_verified_email(request, found.email)
        response = _show(request, found, {})
    response["Referrer-Policy"] = "same-origin"
    return response


def _signed_in(request: HttpRequest, person: User, found: Interest) -> HttpResponse:
    if found.organization and found.registered_by_id == person.pk:
        return redirect("accounts:organization", found.organization.pk)
    if not found.link_open:
        return _show(request, found, {})
    form = RegistrationForm(
        posted(request), initial={"name": found.organization_name, "sector": found.sector}
    )
    if request.method == "POST" and form.is_valid():
        try:
            organization = register_from_interest(found, by=person, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                say(
                    "{organization} is registered, and you are its lead.",
                    organization=organization.name,
                ),
            )
            return redirect("accounts:organization", organization.pk)
    return _show(request, found, {"form": form})


def _show(request: HttpRequest, found: Interest, context: dict[str, Any]) -> HttpResponse:
    status = 200 if found.link_open else 410
    if context.get("form") and context["form"].errors:
        status = 422
    context = {"interest": found, **context}
    return render(request, "field/interest_invited.html", context, status=status)
