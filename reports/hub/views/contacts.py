"""Questions about stories: asked by members, answered or not by the leads of the owner."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lhs_portal.accounts.models import Organization
from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.wording import mark, say
from reports.hub.actions.contacting import answer_contact, ask_about
from reports.hub.forms import AnswerForm, QuestionForm
from reports.hub.permissions import can_ask
from reports.hub.presenting import present_text
from reports.hub.queries import load_contacts_of, load_published, load_questions_of

PER_PAGE = 25
KEPT = mark("What you typed is kept below, and is not sent.")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def hub_contact(request: PersonRequest, story_id: UUID) -> HttpResponse:
    text = load_published(story_id)
    if text is None:
        raise Http404("There is no such story.")
    if not can_ask(request.user):
        raise PermissionDenied(
            say("Members of an organization on the portal, and of its working groups, can ask.")
        )
    own = list(Organization.objects.filter(memberships__user=request.user))
    form = QuestionForm(posted(request), organizations=own)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            ask_about(
                story=story_id,
                message=form.cleaned_data["message"],
                organization=form.asked_for,
                once=form.cleaned_data["once"],
                by=request.user,
            )
        except Refused as refusal:
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
        else:
            messages.success(
                request,
                say(
                    "Your question is with {organization_name}. It answers, or not.",
                    organization_name=text.organization_name,
                ),
            )
            return redirect("reports:hub_questions")
    context = {
        "text": text,
        "told": present_text(text),
        "form": form,
        "own": any(one.pk == text.story.organization_id for one in own),
        "organizations": own,
    }
    return render(request, "hub/contact_ask.html", context, status=status)


@require_safe
@sign_in_required
def hub_questions(request: PersonRequest) -> HttpResponse:
    """What the person has asked, and what came back."""
    page = Paginator(load_questions_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "hub/contact_own.html", {"page": page})


@require_safe
@sign_in_required
def organization_contacts(request: PersonRequest, organization_id: UUID) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    contacts = load_contacts_of(organization)
    page = Paginator(contacts, PER_PAGE).get_page(request.GET.get("page"))
    context = {"organization": organization, "page": page}
    return render(request, "hub/contact_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def organization_contact(
    request: PersonRequest, organization_id: UUID, contact_id: UUID
) -> HttpResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    contact = get_object_or_404(load_contacts_of(organization), pk=contact_id)
    declines = request.POST.get("verdict") == "decline"
    form = AnswerForm(None if declines else posted(request))
    status = 422 if form.errors else 200
    if request.method == "POST" and (declines or form.is_valid()):
        answer = "" if declines else form.cleaned_data["answer"]
        try:
            answer_contact(
                organization=organization_id, contact=contact_id, answer=answer, by=request.user
            )
        except Refused as refusal:
            if declines:
                form = AnswerForm({"answer": request.POST.get("answer", "")})
            form.add_error(None, f"{refusal} {say(KEPT)}")
            status = 409
        else:
            messages.success(
                request,
                say("The question is put aside.") if declines else say("Your answer is there."),
            )
            return redirect("reports:organization_contacts", organization_id)
    context = {"organization": organization, "contact": contact, "form": form}
    return render(request, "hub/contact_answer.html", context, status=status)
