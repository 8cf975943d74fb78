"""An organization's own stories: what is open to one, writing, releasing, withdrawing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.permissions import can_contribute, can_lead, check_contribute, check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say
from reports.hub.actions.moves import ChangedMeanwhile
from reports.hub.actions.writing import (
    begin_story,
    offer_story,
    take_back_story,
    withdraw_story,
    write_story,
)
from reports.hub.basis import load_basis
from reports.hub.content import content_of, describe_setting, missing_parts
from reports.hub.forms import ReleaseForm, StoryForm
from reports.hub.models import Story, StoryVersion
from reports.hub.present_own import present_choices, present_own
from reports.hub.presenting import facts_of, present_text
from reports.hub.queries import load_stories_of, load_story, load_versions
from reports.hub.standing import rule_in_words

KEPT = mark("What you typed is kept below, and is not saved.")


@require_safe
@sign_in_required
def organization_stories(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    basis = load_basis(organization, spoken=True)
    stories = list(load_stories_of(organization))
    context = {
        "organization": organization,
        "stories": present_own(stories),
        "basis": basis,
        "choices": present_choices(basis, stories),
        "rule": rule_in_words(),
        "writes": can_contribute(organization),
        "leads": can_lead(organization),
    }
    return render(request, "hub/own_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def story_new(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_contribute(organization)
    basis = load_basis(organization, spoken=True)
    subjects = [(choice.code, choice.name) for choice in present_choices(basis, []) if choice.open]
    if not subjects:
        messages.info(request, say("No subject is open to a story now. The list below says why."))
        return redirect("reports:organization_stories", organization_id)
    start = {"setting": describe_setting(organization), "subject": request.GET.get("subject", "")}
    form = StoryForm(posted(request), subjects=subjects, initial=start)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            story = begin_story(
                organization=organization_id,
                subject=form.cleaned_data["subject"],
                content=form.content,
                once=form.cleaned_data["once"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
        else:
            messages.success(request, say("The draft is saved. Only your organization sees it."))
            return redirect("reports:organization_story", organization_id, story.pk)
    return _edit_page(request, organization, form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def story_edit(request: PersonRequest, organization_id: UUID, story_id: UUID) -> HttpResponse:
    """The draft; of a published story the beginning of the next text."""
    story = load_story(request.user, organization_id, story_id)
    check_contribute(story)
    newest = load_versions(story)[0]
    data, status, theirs = posted(request), 200, None
    form = StoryForm(data, initial=_initial(newest))
    if request.method == "POST" and form.is_valid():
        try:
            saved = write_story(
                organization=organization_id,
                story=story_id,
                content=form.content,
                seen=form.cleaned_data["seen"] or 0,
                by=request.user,
            )
        except ChangedMeanwhile as changed:
            theirs, status = changed.version, 409
            again = request.POST.copy()
            again["seen"] = str(theirs.edits)
            form = StoryForm(again)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
        else:
            messages.success(
                request, say("Text {number} is saved as a draft.", number=saved.number)
            )
            return redirect("reports:organization_story", organization_id, story_id)
    elif form.errors:
        status = 422
    return _edit_page(
        request, story.organization, form, story=story, newest=newest, theirs=theirs, status=status
    )


@require_safe
@sign_in_required
def organization_story(
    request: PersonRequest, organization_id: UUID, story_id: UUID
) -> HttpResponse:
    """Where it stands, its texts, and what can be done with it now."""
    story = load_story(request.user, organization_id, story_id)
    versions = load_versions(story)
    for version in versions:
        version.story = story
    newest = versions[0]
    context = {
        "organization": story.organization,
        "story": story,
        "newest": newest,
        "told": present_text(newest),
        "published": next((one for one in versions if one.state == "published"), None),
        "earlier": versions[1:],
        "missing": missing_parts(newest),
        "writes": can_contribute(story),
        "leads": can_lead(story),
    }
    return render(request, "hub/own_story.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def story_release(request: PersonRequest, organization_id: UUID, story_id: UUID) -> HttpResponse:
    """What it means to be named; then the draft goes to a moderator."""
    story = load_story(request.user, organization_id, story_id)
    check_lead(story)
    newest = load_versions(story)[0]
    newest.story = story
    form = ReleaseForm(posted(request))
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            offer_story(organization=organization_id, story=story_id, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, say("The story is released, and waits for a moderator."))
            return redirect("reports:organization_story", organization_id, story_id)
    context = {
        "organization": story.organization,
        "story": story,
        "newest": newest,
        "told": present_text(newest),
        "facts": facts_of(story.organization),
        "missing": missing_parts(newest),
        "form": form,
    }
    return render(request, "hub/own_release.html", context, status=status)


@require_POST
@sign_in_required
def story_take_back(request: PersonRequest, organization_id: UUID, story_id: UUID) -> HttpResponse:
    try:
        take_back_story(organization=organization_id, story=story_id, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("The text is a draft again."))
    return redirect("reports:organization_story", organization_id, story_id)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def story_withdraw(request: PersonRequest, organization_id: UUID, story_id: UUID) -> HttpResponse:
    story = load_story(request.user, organization_id, story_id)
    check_lead(story)
    if request.method == "POST":
        withdraw_story(organization=organization_id, story=story_id, by=request.user)
        messages.success(
            request, say("The story is withdrawn: only your organization sees it now.")
        )
        return redirect("reports:organization_stories", organization_id)
    context = {
        "organization": story.organization,
        "story": story,
        "newest": load_versions(story)[0],
    }
    return render(request, "hub/own_withdraw.html", context)


def _initial(version: StoryVersion) -> dict[str, Any]:
    content = content_of(version)
    return {
        **content.columns(),
        "links": "\n".join(content.links),
        "barriers": list(content.barriers),
        "seen": version.edits,
    }


def _edit_page(
    request: PersonRequest,
    organization: Organization,
    form: StoryForm,
    *,
    story: Story | None = None,
    newest: StoryVersion | None = None,
    theirs: StoryVersion | None = None,
    status: int,
) -> HttpResponse:
    if theirs and story:
        theirs.story = story
    context = {
        "organization": organization,
        "form": form,
        "story": story,
        "newest": newest,
        "theirs": theirs,
        "theirs_told": present_text(theirs) if theirs else None,
    }
    return render(request, "hub/own_edit.html", context, status=status)
