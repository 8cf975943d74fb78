from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from assessments.models import Assessment
from assessments.permissions import Frozen
from assessments.queries import load_assessment
from commitments.definition import Feature
from commitments.queries import load_spoken_definition
from lhs_portal.accounts.permissions import check_contribute
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say
from reports.plans.actions.value import (
    LineChanged,
    add_value_line,
    content_of_line,
    edit_value_line,
    remove_value_line,
)
from reports.plans.forms.value import ValueForm
from reports.plans.models import ValueLine
from reports.plans.permissions import NOT_SIGNED, can_plan, check_plan
from reports.plans.present_value import present_value_case
from reports.plans.queries import load_planned_from
from reports.plans.value_arithmetic import explain, number

KEPT = mark("What you typed is kept below, and is not saved.")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def plan_value(request: PersonRequest, assessment_id: UUID, feature_code: str) -> HttpResponse:
    """What a feature could mean in the terms of the sector, and the organization's own numbers."""
    assessment = load_assessment(request.user, assessment_id)
    feature = _feature(assessment, feature_code)
    form = ValueForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        try:
            check_plan(assessment)
            if form.is_valid():
                line = add_value_line(
                    assessment=assessment.pk,
                    feature=feature_code,
                    content=form.content,
                    once=form.cleaned_data["once"],
                    by=request.user,
                )
                messages.success(request, say("“{label}” is in the value case.", label=line.label))
                return redirect(_place(line))
        except Refused as refusal:
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
    return _page(request, assessment, feature, form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def plan_value_line(
    request: PersonRequest, assessment_id: UUID, feature_code: str, line_id: UUID
) -> HttpResponse:
    assessment = load_assessment(request.user, assessment_id)
    feature = _feature(assessment, feature_code)
    line = _line(assessment, feature_code, line_id)
    check_contribute(assessment)
    form = ValueForm(posted(request), initial=_typed(line))
    status, theirs = 422 if form.errors else 200, None
    if request.method == "POST" and form.is_valid():
        try:
            saved = edit_value_line(
                assessment=assessment.pk,
                line=line.pk,
                content=form.content,
                seen=form.cleaned_data["seen"],
                by=request.user,
            )
        except LineChanged as changed:
            theirs, status = changed.line, 409
            form = ValueForm(_seen_again(request, theirs))
        except Refused as refusal:
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
        else:
            messages.success(request, say("“{label}” is saved.", label=saved.label))
            return redirect(_place(saved))
    context = {
        "assessment": assessment,
        "feature": feature,
        "line": line,
        "form": form,
        "theirs": theirs,
        "arithmetic": explain((theirs or line).figures),
        "editable": can_plan(assessment) or form.is_bound,
        "not_signed": "" if assessment.signed else say(NOT_SIGNED),
    }
    return render(request, "plans/value_line.html", context, status=status)


@require_POST
@sign_in_required
def plan_value_remove(
    request: PersonRequest, assessment_id: UUID, feature_code: str, line_id: UUID
) -> HttpResponse:
    try:
        remove_value_line(assessment=assessment_id, line=line_id, by=request.user)
    except Frozen as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("The line is removed. The history still says what it was."))
    return redirect("reports:plan_value", assessment_id, feature_code)


def _page(
    request: PersonRequest,
    assessment: Assessment,
    feature: Feature,
    form: ValueForm,
    *,
    status: int,
) -> HttpResponse:
    definition = load_spoken_definition(assessment.framework_version)
    report = load_planned_from(assessment)
    lines = list(
        ValueLine.objects.filter(assessment=assessment, feature__code=feature.code).select_related(
            "changed_by", "feature"
        )
    )
    context = {
        "assessment": assessment,
        "case": present_value_case(assessment, definition, feature, report, lines),
        "report": report,
        "form": form,
        "editable": can_plan(assessment) or form.is_bound,
        "not_signed": "" if assessment.signed else say(NOT_SIGNED),
    }
    return render(request, "plans/value_case.html", context, status=status)


def _feature(assessment: Assessment, code: str) -> Feature:
    definition = load_spoken_definition(assessment.framework_version)
    for feature in definition.features:
        if feature.code == code:
            return feature
    raise Http404("This framework version has no such feature.")


def _line(assessment: Assessment, feature: str, line_id: UUID) -> ValueLine:
    lines = ValueLine.objects.filter(assessment=assessment, feature__code=feature)
    return get_object_or_404(lines.select_related("feature"), pk=line_id)


def _typed(line: ValueLine) -> dict[str, Any]:
    content = content_of_line(line)
    return {
        "seen": str(line.version),
        "label": content.label,
        "quantity": number(content.quantity),
        "unit": content.unit,
        "period": content.period,
        "value": number(content.value),
        "value_unit": content.value_unit,
        "share": "" if content.share is None else number(content.share),
        "source": content.source,
    }


def _seen_again(request: PersonRequest, line: ValueLine) -> QueryDict:
    """What was typed, now knowing what stands there."""
    data = request.POST.copy()
    data["seen"] = str(line.version)
    return data


def _place(line: ValueLine) -> str:
    address = reverse("reports:plan_value", args=[line.assessment_id, line.feature.code])
    return f"{address}#line-{line.pk}"
