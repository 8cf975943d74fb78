"""What a link shows to whoever has it. All of it is fixed by the report."""

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lhs_portal.accounts.public_pages import limited, untraced
from lhs_portal.lib.languages import INTERFACE
from lhs_portal.lib.logs import untold
from lhs_portal.lib.wording import mark, say
from reports.models import ReportFile, ShareLink
from reports.sharing.actions import count_opening
from reports.sharing.forms import PasswordForm
from reports.sharing.queries import load_share
from reports.views.chart_csv import render_chart_csv
from reports.views.file import render_file
from reports.views.rendering import load_page_for, render_page

COOKIE = "share"
OPEN_FOR = 12 * 3600
SALT = "reports.share"
WRONG = mark("This is not the password of this link. Ask the person who sent it to you.")
READ = "300/m/ip"
GUESS = "10/m/ip,60/h/ip"


@untold
@untraced
@limited("share", READ)
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponseBase:
    """The report's page, or the list of the files that the link is for."""
    link = load_share(token)
    if link is None:
        return _gone(request)
    if request.method == "POST" and link.password:
        return _unlock(request, token)
    if not _opened(request, link):
        return _ask(request, PasswordForm())
    count_opening(link)
    page = load_page_for(request, link.report)
    context = {
        "report": link.report,
        "shared": True,
        "languages": INTERFACE,
        "link": link,
        "token": token,
        "files": _files(link),
    }
    template = "report_detail" if link.with_page else "share_files"
    return render_page(request, f"reports/{template}.html", page, context)


@untold
@untraced
@limited("share", READ)
@require_safe
def shared_file(request: HttpRequest, token: str, kind: str) -> HttpResponseBase:
    link = _open_link(request, token)
    if kind not in link.files:
        raise Http404("The link does not show this file.")
    return render_file(get_object_or_404(ReportFile, report=link.report, kind=kind))


@untold
@untraced
@limited("share", READ)
@require_safe
def shared_chart_csv(request: HttpRequest, token: str, chart: str) -> HttpResponseBase:
    link = _open_link(request, token)
    if not link.with_page:
        raise Http404("The link does not show this chart.")
    return render_chart_csv(request, link.report, chart)


@limited("share-password", GUESS)
def _unlock(request: HttpRequest, token: str) -> HttpResponseBase:
    """Only guesses come here, so that reading never uses up what guessing may."""
    link = load_share(token)
    if link is None:
        return _gone(request)
    form = PasswordForm(request.POST)
    if form.is_valid() and not check_password(form.cleaned_data["password"], link.password):
        form.add_error("password", say(WRONG))
    if form.errors:
        return _ask(request, form)
    response = redirect("reports:shared", token)
    response.set_cookie(
        COOKIE,
        signing.dumps(str(link.pk), salt=SALT),
        max_age=OPEN_FOR,
        path=reverse("reports:shared", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _open_link(request: HttpRequest, token: str) -> ShareLink:
    link = load_share(token)
    if link is None or not _opened(request, link):
        raise Http404("There is no such link.")
    return link


def _opened(request: HttpRequest, link: ShareLink) -> bool:
    if not link.password:
        return True
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return False
    return bool(held == str(link.pk))


def _files(link: ShareLink) -> list[ReportFile]:
    return list(link.report.files.filter(kind__in=link.files))


def _ask(request: HttpRequest, form: PasswordForm) -> HttpResponse:
    context = {"form": form}
    status = 422 if form.errors else 200
    response = render(request, "reports/share_password.html", context, status=status)
    response["Referrer-Policy"] = "same-origin"
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/share_gone.html", status=404)
