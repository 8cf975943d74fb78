"""Leads add questions of the organization's own, change them, and remove them again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions.local import (
    LocalItemChanged,
    add_local_item,
    copy_local_items,
    edit_local_item,
    remove_local_item,
)
from assessments.forms.local import LocalItemForm, initial_of
from assessments.local_queries import load_local_row
from assessments.models import Assessment, LocalItem
from assessments.permissions import can_edit_local
from assessments.queries import load_assessment
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say, say_count


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def local_new(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = _load(request, assessment_id)
    definition = load_spoken_definition(assessment.framework_version)
    form = LocalItemForm(posted(request), definition=definition)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        once = form.cleaned_data["once"]
        try:
            add_local_item(assessment=assessment, once=once, by=request.user, **form.wording)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = 409
        else:
            messages.success(request, say("The question is added."))
            return redirect("assessments:local", assessment.pk)
    return _form_page(request, assessment, form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def local_edit(request: PersonRequest, assessment_id: UUID, number: int) -> HttpResponse:
    assessment = _load(request, assessment_id)
    item = load_local_row(assessment, number)
    definition = load_spoken_definition(assessment.framework_version)
    form = LocalItemForm(posted(request), definition=definition, initial=initial_of(item))
    theirs, status = None, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        status = 409
        try:
            edit_local_item(
                assessment=assessment,
                number=number,
                seen=form.seen_wording,
                by=request.user,
                **form.wording,
            )
        except LocalItemChanged as changed:
            theirs = changed.item
            form = form.seen_again(theirs)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The question is saved. Its answer stays as it was."))
            return redirect("assessments:local", assessment.pk)
    return _form_page(request, assessment, form, item=item, theirs=theirs, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def local_remove(request: PersonRequest, assessment_id: UUID, number: int) -> HttpResponse:
    assessment = _load(request, assessment_id)
    item = load_local_row(assessment, number)
    refused = ""
    if request.method == "POST":
        try:
            remove_local_item(assessment=assessment, number=number, by=request.user)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, say("The question is removed. The history keeps it."))
            return redirect("assessments:local", assessment.pk)
    context = {"assessment": assessment, "item": item, "refused": refused}
    status = 409 if refused else 200
    return render(request, "assessments/local_remove.html", context, status=status)


@require_POST
@sign_in_required
def local_copy(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = _load(request, assessment_id)
    try:
        count = copy_local_items(assessment=assessment, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say_count(
                "{count} local question is copied, without its answer.",
                "{count} local questions are copied, without their answers.",
                count,
            ),
        )
    return redirect("assessments:local", assessment.pk)


def _load(request: PersonRequest, assessment_id: UUID) -> Assessment:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    return assessment


def _form_page(
    request: PersonRequest,
    assessment: Assessment,
    form: LocalItemForm,
    *,
    item: LocalItem | None = None,
    theirs: LocalItem | None = None,
    status: int,
) -> HttpResponse:
    context = {
        "assessment": assessment,
        "form": form,
        "item": item,
        "theirs": theirs,
        "editable": can_edit_local(assessment) or form.is_bound,
    }
    return render(request, "assessments/local_edit.html", context, status=status)
