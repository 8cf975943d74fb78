"""The page behind a link to join by."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from assessments import actions
from assessments.actions.join_links import check_joinable, load_join_link
from assessments.forms.rounds import JoinForm
from assessments.models import JoinLink
from assessments.presenters.asking import Asking, present_asking
from assessments.rater_queries import takes_part
from assessments.rater_sections import default_sections
from commitments.queries import load_spoken_rating_guide
from lhs_portal.accounts.models import User
from lhs_portal.accounts.refusals import Refused


def join(request: HttpRequest, signed: str) -> HttpResponse:
    link = load_join_link(signed)
    person = request.user if isinstance(request.user, User) else None
    if person and takes_part(person, link.assessment):
        return redirect("assessments:rate", link.assessment_id)
    try:
        check_joinable(link, link.assessment)
    except Refused as refusal:
        return _page(request, link, None, status=410, ended=str(refusal))
    form = _form(request, link)
    if person and request.method == "POST" and (form is None or form.is_valid()):
        try:
            actions.join(link, by=person, **(form.cleaned_data if form else {}))
        except Refused as refusal:
            return _page(request, link, form, status=403, refused=str(refusal))
        return redirect("assessments:rate", link.assessment_id)
    return _page(request, link, form, status=422 if form and form.errors else 200)


def _form(request: HttpRequest, link: JoinLink) -> JoinForm | None:
    """Where the link leaves the role group open: those that are asked anything at all."""
    if link.role_group:
        return None
    guide = load_spoken_rating_guide(link.assessment.framework_version)
    groups = [group for group in guide.role_groups if default_sections(link.assessment, group.code)]
    data = request.POST if request.method == "POST" else None
    return JoinForm(data, role_groups=groups)


def _asking(link: JoinLink) -> Asking:
    """Without a role group, what is the same for all: only its general parts are shown."""
    guide = load_spoken_rating_guide(link.assessment.framework_version)
    group = link.role_group or guide.role_groups[0].code
    sections = link.sections or default_sections(link.assessment, group)
    return present_asking(link.assessment, group, sections)


def _page(
    request: HttpRequest, link: JoinLink, form: JoinForm | None, *, status: int, **said: str
) -> HttpResponse:
    context = {"link": link, "inviter": link.made_by, "asking": _asking(link), "form": form, **said}
    return render(request, "assessments/join.html", context, status=status)
