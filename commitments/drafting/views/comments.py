from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from commitments.drafting.actions import Conflict, DraftRefused
from commitments.drafting.comment_actions import adopt_suggestion, comment_on, settle_comment
from commitments.drafting.forms.comments import CommentForm
from commitments.drafting.models import CommentState, Draft, DraftComment
from commitments.drafting.part_fields import kind_of_part
from commitments.drafting.permissions import editors_only
from commitments.drafting.places import comments_place, sections_at
from commitments.drafting.queries import load_draft, load_part
from commitments.drafting.remarks import load_remarks, present_remark
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say

A_PAGE = 30


@require_safe
@editors_only
def comment_list(request: PersonRequest, draft_id: UUID) -> HttpResponse:
    draft = load_draft(draft_id)
    state = request.GET.get("state", CommentState.OPEN)
    comments = draft.comments.select_related("by", "settled_by").order_by("-at", "-id")
    if state != "all":
        comments = comments.filter(state=CommentState.OPEN)
    page = Paginator(comments, A_PAGE).get_page(request.GET.get("page"))
    parts = {
        (part.section, part.code): part
        for part in draft.parts.filter(code__in={comment.code for comment in page})
    }
    rows = []
    for comment in page:
        section, code = comment.section, comment.code
        here = (parts.get((each, code)) for each in sections_at(section))
        part = next((part for part in here if part), None)
        remark = present_remark(comment, part, draft.source_language)
        place = comments_place(draft, section, code) if part else ""
        rows.append((remark, kind_of_part(section, code), place))
    context = {"draft": draft, "rows": rows, "page": page, "shows_all": state == "all"}
    return render(request, "drafting/comment_list.html", context)


@require_safe
@editors_only
def link_comments(
    request: PersonRequest, draft_id: UUID, feature: str, commitment: str
) -> HttpResponse:
    draft = load_draft(draft_id)
    part = load_part(draft, "through_line", f"{feature}.{commitment}")
    context = {
        "draft": draft,
        "part": part,
        "feature": feature,
        "commitment": commitment,
        "rationale": part.entry["rationale"].get(draft.source_language, ""),
        "remarks": load_remarks(draft, part),
    }
    return render(request, "drafting/link_comments.html", context)


@require_POST
@editors_only
def comment_new(request: PersonRequest, draft_id: UUID, section: str, code: str) -> HttpResponse:
    draft = load_draft(draft_id)
    part = load_part(draft, section, code)
    form = CommentForm(request.POST, kind=kind_of_part(section, code))
    status = 422
    if form.is_valid():
        try:
            comment = comment_on(draft=draft, part=part, by=request.user, **form.cleaned_data)
        except DraftRefused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, say("Your comment is written. Other editors see it."))
            return redirect(_place(draft, comment))
    context = {
        "draft": draft,
        "part": part,
        "form": form,
        "back": comments_place(draft, section, code),
    }
    return render(request, "drafting/comment_new.html", context, status=status)


@require_POST
@editors_only
def comment_settle(request: PersonRequest, draft_id: UUID, comment_id: int) -> HttpResponse:
    draft = load_draft(draft_id)
    try:
        comment = settle_comment(draft=draft, comment_id=comment_id, by=request.user)
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:comments", draft.pk)
    messages.success(request, say("The comment is settled. It stays readable."))
    return redirect(_place(draft, comment))


@require_POST
@editors_only
def comment_adopt(request: PersonRequest, draft_id: UUID, comment_id: int) -> HttpResponse:
    draft = load_draft(draft_id)
    try:
        comment = adopt_suggestion(draft=draft, comment_id=comment_id, by=request.user)
    except DraftRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("drafting:comments", draft.pk)
    except Conflict:
        messages.error(request, say("The part is not in the draft any more. The comment stays."))
        return redirect("drafting:comments", draft.pk)
    messages.success(
        request, say("The suggestion stands in the text now. The history can undo it.")
    )
    return redirect(_place(draft, comment))


def _place(draft: Draft, comment: DraftComment) -> str:
    return f"{comments_place(draft, comment.section, comment.code)}#comment-{comment.pk}"
