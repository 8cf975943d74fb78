from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments import actions
from assessments.actions.signing import can_sign
from assessments.evidence_queries import load_evidence
from assessments.forms.signing import SIGN, PostedRemark, VerdictForm, read_remarks
from assessments.local_queries import load_local_items
from assessments.models import Assessment
from assessments.presenters.history import item_titles
from assessments.presenters.local import present_signed
from assessments.presenters.section import PageProblem
from assessments.presenters.signing import Read, present_signing
from assessments.queries import load_answers, load_assessment, load_last_cycle, load_targets
from assessments.settling_queries import load_dissents, load_settlements
from assessments.signed_content import digest_of_content
from assessments.signing_queries import load_returned, load_sponsor, newest_sign_off
from assessments.states import IllegalMove
from commitments.definition import Definition
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_lead
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say

GONE = mark(
    "This assessment no longer awaits a signature, so nothing was signed or returned. "
    "Your remarks are kept below: copy what you still need."
)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def sign(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """Every member may read what is signed; the sponsor signs it here, or returns it."""
    assessment = load_assessment(request.user, assessment_id)
    if request.method == "POST":
        return _decide(request, assessment)
    if assessment.open:
        messages.info(request, say("This assessment is open: there is nothing to sign yet."))
        return redirect("assessments:home", assessment.pk)
    return _page(request, assessment, VerdictForm(), {})


def _decide(request: PersonRequest, assessment: Assessment) -> HttpResponse:
    known = load_spoken_definition(assessment.framework_version).item_by_code
    remarks = read_remarks(request.POST, known)
    form = VerdictForm(request.POST, remarks=remarks)
    refusal, status = "", 422
    if can_sign(assessment, request.user):
        if form.is_valid() and not any(remark.fault for remark in remarks.values()):
            try:
                return _carry_out(request, assessment, form)
            except Refused as refused:
                refusal, status = str(refused), 409
            except IllegalMove:
                refusal, status = say(GONE), 409
            except PermissionDenied as denied:
                refusal, status = str(denied), 403
    elif assessment.awaiting:
        refusal = say("Only the sponsor signs or returns it. Nothing was changed.")
        status = 403
    elif assessment.signed and form.verdict == SIGN and not remarks:
        messages.info(request, say("This assessment is signed already."))
        return redirect("assessments:home", assessment.pk)
    else:
        refusal, status = say(GONE), 409
    assessment = load_assessment(request.user, assessment.pk)
    return _page(request, assessment, form, remarks, refusal=refusal, status=status)


def _carry_out(request: PersonRequest, assessment: Assessment, form: VerdictForm) -> HttpResponse:
    given = form.cleaned_data
    if form.verdict == SIGN:
        actions.sign(
            assessment=assessment, role=given["role"], digest=given["digest"], by=request.user
        )
        messages.success(request, say("You signed the assessment. Its report is being made."))
    else:
        actions.return_it(
            assessment=assessment,
            remark=given["remark"],
            remarks={code: remark.text for code, remark in form.remarks.items()},
            by=request.user,
        )
        messages.success(request, say("You returned the assessment. Its leads are told by e-mail."))
    return redirect("assessments:home", assessment.pk)


def _page(
    request: PersonRequest,
    assessment: Assessment,
    form: VerdictForm,
    remarks: Mapping[str, PostedRemark],
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    may_sign = can_sign(assessment, request.user)
    problems = () if refusal else _problems(definition, form, remarks)
    context = {
        "assessment": assessment,
        "page": present_signing(definition, _read(assessment, definition), remarks),
        "local": present_signed(definition, load_local_items(assessment)),
        "form": form,
        "problems": problems,
        "refusal": refusal,
        "may_sign": may_sign,
        "deciding": may_sign or bool(refusal),
        "remarking": bool(remarks) or (may_sign and assessment.sponsor_id is not None),
        "digest": digest_of_content(assessment),
        "sponsor": load_sponsor(assessment) if assessment.awaiting else None,
        "sign_off": newest_sign_off(assessment) if assessment.signed else None,
        "leads": can_lead(assessment),
    }
    return render(request, "assessments/signing_read.html", context, status=status)


def _read(assessment: Assessment, definition: Definition) -> Read:
    return Read(
        answers=load_answers(assessment),
        targets=load_targets(assessment),
        last=load_last_cycle(assessment, definition.items),
        settlements=load_settlements(assessment) if assessment.independent else {},
        dissents=load_dissents(assessment) if assessment.independent else {},
        evidence=load_evidence(assessment),
        returned=None if assessment.signed else load_returned(assessment),
    )


def _problems(
    definition: Definition, form: VerdictForm, remarks: Mapping[str, PostedRemark]
) -> tuple[PageProblem, ...]:
    titles = item_titles(definition)
    of_form = (
        PageProblem(
            form[name].auto_id if name in form.fields else "",
            str(error),
        )
        for name, errors in form.errors.items()
        for error in errors
    )
    at_items = (
        PageProblem(f"r-{code}", f"{titles[code]}: {remark.fault}")
        for code, remark in remarks.items()
        if remark.fault
    )
    return (*of_form, *at_items)
