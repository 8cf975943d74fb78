from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.talk import (
    NoMember,
    can_comment,
    open_comment_again,
    resolve_comment,
    write_comment,
)
from assessments.forms.talk import CommentForm
from assessments.models import Assessment, Comment
from assessments.permissions import Frozen
from assessments.presenters.history import item_titles
from assessments.queries import load_assessment
from assessments.talk_queries import (
    Thread,
    load_item_threads,
    load_members,
    load_threads,
    see_calls,
)
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_contribute
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def comments(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """Talk about the whole, and where there is talk about items."""
    assessment = load_assessment(request.user, assessment_id)
    return _page(request, assessment, None)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def item_comments(request: PersonRequest, assessment_id: UUID, item_code: str) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    if item_code not in load_spoken_definition(assessment.framework_version).item_by_code:
        raise Http404(f"There is no item {item_code!r} in this framework version.")
    return _page(request, assessment, item_code)


@require_POST
@sign_in_required
def comment_resolve(request: PersonRequest, assessment_id: UUID, comment_id: UUID) -> HttpResponse:
    act = open_comment_again if request.POST.get("open") else resolve_comment
    try:
        comment = act(comment=comment_id, assessment=assessment_id, by=request.user)
    except Frozen as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:comments", assessment_id)
    return redirect(_address(comment))


def _page(request: PersonRequest, assessment: Assessment, item: str | None) -> HttpResponse:
    others = list(load_members(assessment).exclude(pk=request.user.pk))
    form = CommentForm(posted(request), others=others)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            comment = write_comment(
                assessment=assessment,
                item=item,
                text=form.cleaned_data["text"],
                reply_to=form.cleaned_data["reply_to"],
                calls=form.cleaned_data["calls"],
                once=form.cleaned_data["once"],
                by=request.user,
            )
        except (Frozen, NoMember) as refusal:
            form.add_error(
                None,
                say("{refusal} What you typed is kept below, and is not saved.", refusal=refusal),
            )
            status = 409
        else:
            return redirect(_address(comment))
    elif form.errors:
        status = 422
    context = _context(request, assessment, item, form)
    return render(request, "assessments/talk_comments.html", context, status=status)


def _context(
    request: PersonRequest, assessment: Assessment, item: str | None, form: CommentForm
) -> Mapping[str, Any]:
    definition = load_spoken_definition(assessment.framework_version)
    titles = item_titles(definition)
    threads = load_threads(assessment, item=item)
    see_calls(_ids(threads), person=request.user)
    return {
        "assessment": assessment,
        "item": definition.item_by_code[item] if item else None,
        "title": titles[item] if item else "",
        "threads": threads,
        "elsewhere": [] if item else _titled(load_item_threads(assessment), titles),
        "form": form,
        "open": can_comment(assessment) or form.is_bound,
        "resolves": can_contribute(assessment),
        "replying": _replying(request, form, threads),
    }


def _replying(request: PersonRequest, form: CommentForm, threads: list[Thread]) -> str:
    """The thread that the form replies to: as it was sent, or as the address says."""
    wanted = str(form["reply_to"].value() or "") if form.is_bound else request.GET.get("reply", "")
    return wanted if wanted in {str(thread.first.pk) for thread in threads} else ""


def _titled(threads: list[Thread], titles: Mapping[str, str]) -> list[Mapping[str, Any]]:
    return [
        {
            "first": thread.first,
            "replies": thread.replies,
            "title": titles[thread.first.item.code] if thread.first.item else "",
        }
        for thread in threads
    ]


def _ids(threads: list[Thread]) -> list[UUID]:
    return [comment.pk for thread in threads for comment in (thread.first, *thread.replies)]


def _address(comment: Comment) -> str:
    thread = comment.parent or comment
    if thread.item:
        path = reverse("assessments:item_comments", args=[comment.assessment_id, thread.item.code])
    else:
        path = reverse("assessments:comments", args=[comment.assessment_id])
    return f"{path}#comment-{comment.pk}"
