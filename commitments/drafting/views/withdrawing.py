"""A version is taken from new use by an editor, who says why, and given back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from commitments.drafting.actions import DraftRefused
from commitments.drafting.forms.publishing import WithdrawForm
from commitments.drafting.permissions import editors_only
from commitments.drafting.withdrawing import reinstate_version, withdraw_version
from commitments.models import FrameworkVersion, Status
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def version_withdraw(request: PersonRequest, version: str) -> HttpResponse:
    row = _load(version)
    form = WithdrawForm(posted(request))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_version(version=row, reason=form.cleaned_data["reason"], by=request.user)
        except DraftRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            said = say("Version {version} is withdrawn from new use.", version=row.version)
            messages.success(request, said)
            return redirect("commitments:version", version=row.version)
    last = not FrameworkVersion.objects.in_use().exclude(pk=row.pk).exists()
    context = {"version": row, "form": form, "in_use": row.status == Status.PUBLISHED, "last": last}
    return render(request, "commitments/version_withdraw.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def version_reinstate(request: PersonRequest, version: str) -> HttpResponse:
    """Asked once more."""
    row = _load(version)
    if request.method == "POST":
        try:
            reinstate_version(version=row, by=request.user)
        except DraftRefused as refusal:
            messages.error(request, str(refusal))
        else:
            said = say("Version {version} is in use again.", version=row.version)
            messages.success(request, said)
        return redirect("commitments:version", version=row.version)
    context = {"version": row, "withdrawn": row.status == Status.RETIRED}
    return render(request, "commitments/version_reinstate.html", context)


def _load(version: str) -> FrameworkVersion:
    row = FrameworkVersion.objects.public().defer("frame").filter(version=version).first()
    if row is None:
        raise Http404
    return row
