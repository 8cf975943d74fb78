from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assessments.actions.talk import NoMember, assign_section, unassign_section
from assessments.changes import UnknownCode
from assessments.forms.talk import AssignForm
from assessments.models import Assessment
from assessments.permissions import Frozen
from assessments.presenters.wording import subject_in_words
from assessments.queries import load_assessment
from assessments.talk_queries import load_members
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import can_contribute, check_contribute
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def tasks(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """Who sees to which section, a small form for each."""
    assessment = load_assessment(request.user, assessment_id)
    if request.method != "POST":
        return _page(request, assessment)
    check_contribute(assessment)
    members = {person.pk: person for person in load_members(assessment)}
    form = AssignForm(request.POST, members=list(members.values()))
    if not form.is_valid():
        return _page(request, assessment, form, status=422)
    subject = form.cleaned_data["subject"]
    try:
        if chosen := form.cleaned_data["person"]:
            assign_section(
                assessment=assessment,
                subject=subject,
                person=members[chosen],
                due=form.cleaned_data["due"],
                by=request.user,
            )
        else:
            unassign_section(assessment=assessment, subject=subject, by=request.user)
    except UnknownCode as fault:
        raise BadRequest(str(fault)) from fault
    except (Frozen, NoMember) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, assessment, form, status=409)
    messages.success(request, say("Saved."))
    return redirect(f"{reverse('assessments:tasks', args=[assessment.pk])}#task-{subject}")


def _page(
    request: PersonRequest,
    assessment: Assessment,
    faulty: AssignForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    members = list(load_members(assessment))
    assignments = {row.subject: row for row in assessment.assignments.select_related("person")}
    rows = []
    for subject in definition.subjects:
        row = assignments.get(subject.code)
        form = (
            faulty
            if faulty and faulty.data.get("subject") == subject.code
            else AssignForm(
                members=members,
                auto_id=f"{subject.code}-%s",
                initial={
                    "subject": subject.code,
                    "person": row.person_id if row else None,
                    "due": row.due if row else None,
                },
            )
        )
        rows.append((subject.code, subject_in_words(subject), row, form))
    context = {
        "assessment": assessment,
        "rows": rows,
        "faulty": faulty,
        "editable": assessment.open and can_contribute(assessment),
    }
    return render(request, "assessments/talk_tasks.html", context, status=status)
