"""Moderators see what organizations offer, and nothing else of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say
from reports.hub.actions.moderating import accept_story, return_story, withdraw_published
from reports.hub.forms import ReasonForm
from reports.hub.models import StoryVersion
from reports.hub.permissions import moderators_only
from reports.hub.presenting import present_text
from reports.hub.queries import load_for_moderator, load_offered, published_texts
from reports.hub.states import OFFERED, PUBLISHED

NEWEST_SHOWN = 50


@require_safe
@moderators_only
def hub_moderation(request: PersonRequest) -> HttpResponse:
    context = {"offered": load_offered(), "published": published_texts()[:NEWEST_SHOWN]}
    return render(request, "hub/moderation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@moderators_only
def hub_moderate(request: PersonRequest, version_id: int) -> HttpResponse:
    """The whole text, and the two things that can be done with it. POST says which."""
    text = load_for_moderator(version_id)
    if request.method != "POST":
        return _page(request, text, ReasonForm(), status=200)
    verdict = request.POST.get("verdict", "")
    form = ReasonForm(request.POST if verdict != "accept" else None)
    if verdict != "accept" and not form.is_valid():
        return _page(request, text, form, status=422)
    try:
        sentence = _decide(request, text, verdict, form)
    except Refused as refusal:
        messages.error(request, str(refusal))
        if form.is_bound:
            text.refresh_from_db()
            return _page(request, text, form, status=409)
    else:
        messages.success(request, sentence)
    return redirect("reports:hub_moderation")


def _decide(request: PersonRequest, text: StoryVersion, verdict: str, form: ReasonForm) -> str:
    """Raises Refused where it is nothing that can be done with such a text."""
    if verdict == "accept":
        accept_story(version=text.pk, by=request.user)
        return say("“{title}” is published.", title=text.title)
    reason = form.cleaned_data["reason"]
    if verdict == "return" and text.state == OFFERED:
        return_story(version=text.pk, reason=reason, by=request.user)
        return say("“{title}” is returned, with your reason.", title=text.title)
    if verdict == "withdraw" and text.state == PUBLISHED:
        withdraw_published(version=text.pk, reason=reason, by=request.user)
        return say("“{title}” is withdrawn.", title=text.title)
    raise Refused(say("Choose what to do with the text. Nothing was changed."))


def _page(
    request: PersonRequest, text: StoryVersion, form: ReasonForm, *, status: int
) -> HttpResponse:
    context = {
        "text": text,
        "told": present_text(text),
        "form": form,
        "offered": text.state == OFFERED,
    }
    return render(request, "hub/moderation_story.html", context, status=status)
