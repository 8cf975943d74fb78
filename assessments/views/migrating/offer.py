"""A newer framework version is offered: what it would change, and the button."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from assessments.actions import NotMigrated, migrate
from assessments.forms.migrating import MigrateForm
from assessments.migration_plan import plan_migration
from assessments.migration_queries import load_offer, why_not_migrated
from assessments.models import Assessment
from assessments.presenters.migrating import present_preview
from assessments.queries import load_answers, load_assessment
from assessments.rating_queries import is_blind
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import say


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def offer(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    check_lead(assessment)
    form = MigrateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = migrate(
                assessment=assessment,
                target=form.cleaned_data["target"],
                once=form.cleaned_data["once"],
                by=request.user,
            )
        except NotMigrated as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                say(
                    "The assessment stands on framework {version} now. All that was kept is "
                    "there, and it can be undone until the assessment is submitted.",
                    version=made.target.version,
                ),
            )
            return redirect("assessments:migration", assessment.pk, made.pk)
    return _page(request, assessment, form)


def _page(request: PersonRequest, assessment: Assessment, form: MigrateForm) -> HttpResponse:
    target = load_offer(assessment)
    context: dict[str, Any] = {"assessment": assessment, "target": target, "form": form}
    if target:
        old = load_spoken_definition(assessment.framework_version)
        new = load_spoken_definition(target)
        plan = plan_migration(old, new)
        blind = is_blind(assessment)  # while ratings come in, nobody reads what was settled before
        stored = {} if blind else load_answers(assessment, notes_of=(), authors=False)
        context |= {
            "page": present_preview(old, new, plan, stored),
            "blind": blind,
            "refusal": why_not_migrated(assessment, target, plan),
            "fresh": MigrateForm(initial={"target": target.version}),
        }
    return render(
        request, "assessments/migration_offer.html", context, status=409 if form.errors else 200
    )
