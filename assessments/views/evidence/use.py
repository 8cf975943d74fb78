"""One use of a piece: what is said of it, which version it is, and whether it stays."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assessments.actions import edit_use, move_use, remove_use
from assessments.actions.evidence_uses import ChangedMeanwhile, seen_of
from assessments.evidence_queries import load_use
from assessments.forms.evidence import EditUseForm
from assessments.permissions import can_add_evidence
from assessments.presenters.evidence import present_item
from assessments.presenters.wording import level_in_words
from assessments.queries import load_assessment
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import check_contribute
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.audit.sentences import Naming
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def evidence_edit(request: PersonRequest, assessment_id: UUID, use_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_contribute(assessment)
    use = load_use(assessment, use_id)
    definition = load_spoken_definition(assessment.framework_version)
    initial = {"shows": use.shows, "level": use.level, "seen": seen_of(use)}
    form = EditUseForm(posted(request), definition=definition, initial=initial)
    theirs, status = None, 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        status = 409
        try:
            edit_use(assessment=assessment, use=use_id, by=request.user, **form.cleaned_data)
        except ChangedMeanwhile as changed:
            theirs = changed.use
            form = form.seen_again(seen_of(theirs))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("What it shows is saved."))
            return redirect("assessments:item_evidence", assessment.pk, use.item.code)
    context = {
        "assessment": assessment,
        "item": present_item(definition, use.item.code, (), Naming({})),
        "title": use.version.evidence.title,
        "form": form,
        "theirs": theirs,
        "theirs_level": level_in_words(definition, theirs.level) if theirs else "",
        "editable": can_add_evidence(assessment) or form.is_bound,
    }
    return render(request, "assessments/evidence_edit.html", context, status=status)


@require_POST
@sign_in_required
def evidence_newest(request: PersonRequest, assessment_id: UUID, use_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    use = load_use(assessment, use_id)
    try:
        use = move_use(assessment=assessment, use=use_id, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say("“{title}” is used here in its newest version.", title=use.version.evidence.title),
        )
    return redirect("assessments:item_evidence", assessment.pk, use.item.code)


@require_POST
@sign_in_required
def evidence_remove(request: PersonRequest, assessment_id: UUID, use_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    use = load_use(assessment, use_id)
    try:
        remove_use(assessment=assessment, use=use_id, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say(
                "“{title}” is taken off this item. The piece is kept: you can use it again.",
                title=use.version.evidence.title,
            ),
        )
    return redirect("assessments:item_evidence", assessment.pk, use.item.code)
