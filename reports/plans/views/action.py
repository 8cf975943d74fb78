from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessments.changes import UnknownCode
from assessments.merging import Seen
from assessments.models import Assessment
from assessments.permissions import Frozen
from assessments.presenters.history import item_titles
from assessments.queries import IN_VERSION, load_assessment
from commitments.definition import LEVELS
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_contribute
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say
from reports.plans.actions.writing import (
    ChangedMeanwhile,
    add_action,
    edit_action,
    move_action,
)
from reports.plans.codes import STATES
from reports.plans.content import FORMER, content_of, seen_of
from reports.plans.differing import present_differences
from reports.plans.forms.action import ActionForm
from reports.plans.models import Action
from reports.plans.permissions import NOT_SIGNED, can_plan, check_plan
from reports.plans.presenting import present_aim, present_card
from reports.plans.queries import load_action, load_member_names, load_pieces

KEPT = mark("What you typed is kept below, and is not saved.")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def action_new(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """`aim` in the address says where it starts: a feature, or an item that holds it back."""
    assessment = load_assessment(request.user, assessment_id)
    try:
        check_plan(assessment)
    except Frozen as refusal:
        if request.method != "POST":
            messages.error(request, str(refusal))
            return redirect("reports:plan", assessment_id)
    form = _form(
        assessment, posted(request), initial=_start(assessment, request.GET.get("aim", ""))
    )
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            action = add_action(
                assessment=assessment,
                content=form.content,
                once=form.cleaned_data["once"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
        else:
            messages.success(request, say("Action {number} is in the plan.", number=action.number))
            return redirect(_place(action))
    return _page(request, assessment, form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def action(request: PersonRequest, assessment_id: UUID, action_id: UUID) -> HttpResponse:
    """One action: to change for those who write, to read for the others."""
    assessment = load_assessment(request.user, assessment_id)
    found = load_action(assessment, action_id)
    if request.method == "POST" and not can_contribute(assessment):
        check_plan(assessment)
    form = _form(assessment, posted(request), found)
    status, theirs = 422 if form.errors else 200, None
    if request.method == "POST" and form.is_valid():
        try:
            saved = edit_action(
                assessment=assessment,
                action=found.pk,
                content=form.content,
                seen=Seen.from_token(form.cleaned_data["seen"]),
                by=request.user,
            )
        except ChangedMeanwhile as changed:
            theirs, status = changed.action, 409
            form = _form(assessment, _seen_again(request, assessment, theirs), theirs)
        except Refused as refusal:
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
        else:
            messages.success(request, say("Action {number} is saved.", number=saved.number))
            return redirect(_place(saved))
    return _page(request, assessment, form, found=found, theirs=theirs, status=status)


@require_POST
@sign_in_required
def action_move(request: PersonRequest, assessment_id: UUID, action_id: UUID) -> HttpResponse:
    try:
        moved = move_action(
            assessment=assessment_id,
            action=action_id,
            state=request.POST.get("state", ""),
            seen=request.POST.get("seen", ""),
            by=request.user,
        )
    except UnknownCode as fault:
        raise BadRequest(str(fault)) from fault
    except ChangedMeanwhile as changed:
        moved = changed.action
        messages.error(
            request,
            say(
                "Somebody moved action {number} meanwhile: it is now “{state}”, and was left "
                "there. Move it again if it should be elsewhere.",
                number=moved.number,
                state=say(STATES[moved.state]),
            ),
        )
    except Frozen as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:plan", assessment_id)
    else:
        messages.success(
            request,
            say(
                "Action {number}: {state}.",
                number=moved.number,
                state=say(STATES[moved.state]).lower(),
            ),
        )
    return redirect(_place(moved))


def _start(assessment: Assessment, aim: str) -> dict[str, Any]:
    """An item is expected to reach the level after its own."""
    known = aim in load_spoken_definition(assessment.framework_version).item_by_code
    answer = assessment.answers.filter(IN_VERSION, item__code=aim).first() if known else None
    level = answer.level if answer else None
    return {"aim": aim, "expected": None if level in (None, LEVELS[-1]) else level + 1}


def _form(
    assessment: Assessment,
    data: Any,
    action: Action | None = None,
    *,
    initial: dict[str, Any] | None = None,
) -> ActionForm:
    members = load_member_names(assessment)
    former = ""
    if action:
        content = content_of(action, list(members))
        former = action.owner_name if content.owner == FORMER else ""
        initial = {**content.as_json(), "seen": seen_of(action, content).token}
    return ActionForm(
        data,
        definition=load_spoken_definition(assessment.framework_version),
        members=members,
        former=former,
        pieces=load_pieces(assessment),
        initial=initial,
    )


def _seen_again(request: PersonRequest, assessment: Assessment, theirs: Action) -> Any:
    """The same text, of an author who has been shown what stands there now."""
    data = request.POST.copy()
    content = content_of(theirs, list(load_member_names(assessment)))
    data["seen"] = seen_of(theirs, content).token
    return data


def _page(
    request: PersonRequest,
    assessment: Assessment,
    form: ActionForm,
    *,
    found: Action | None = None,
    theirs: Action | None = None,
    status: int,
) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    titles = item_titles(definition)
    aim = str(form["aim"].value() or "")
    known = aim in definition.item_by_code or any(f.code == aim for f in definition.features)
    context = {
        "assessment": assessment,
        "form": form,
        "found": found,
        "card": present_card(definition, found, titles) if found else None,
        "differences": present_differences(definition, form, theirs) if theirs else (),
        "theirs": theirs,
        "aim": present_aim(definition, aim, titles) if known else None,
        "item": definition.item_by_code.get(aim),
        "levels": definition.levels,
        "editable": can_plan(assessment) or form.is_bound,
        "not_signed": "" if assessment.signed else say(NOT_SIGNED),
    }
    return render(request, "plans/action_edit.html", context, status=status)


def _place(action: Action) -> str:
    path = reverse("reports:plan", args=[action.assessment_id])
    return f"{path}#action-{action.number}"
