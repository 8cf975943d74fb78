from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from commitments.drafting.permissions import editors_only
from commitments.models import FrameworkVersion, TranslationEdition
from commitments.translating.actions import TranslationRefused, publish_edition
from commitments.translating.forms import EditionForm
from commitments.translating.queries import load_translatable, load_translation
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.languages import INTERFACE
from lhs_portal.lib.wording import say


@require_safe
@editors_only
def translation_list(request: PersonRequest) -> HttpResponse:
    versions = list(FrameworkVersion.objects.public().defer("frame"))
    newest: dict[tuple[int, str], TranslationEdition] = {}
    editions = TranslationEdition.objects.defer("texts").order_by("revision")
    for edition in editions.filter(framework_version__in=versions):
        newest[edition.framework_version_id, edition.language] = edition
    rows = [
        (version, language, newest.get((version.pk, language)))
        for version in versions
        for language in INTERFACE
        if language != version.source_language
    ]
    return render(request, "translating/translation_list.html", {"rows": rows})


@require_safe
@editors_only
def translation(request: PersonRequest, version: str, language: str) -> HttpResponse:
    row = load_translatable(version, language)
    shown = load_translation(row, language)
    state = shown.edition.state if shown.edition else None
    form = EditionForm(initial={"seen": shown.revision, **({"state": state} if state else {})})
    context = {"translation": shown, "form": form}
    return render(request, "translating/translation_detail.html", context)


@require_POST
@editors_only
def publish(request: PersonRequest, version: str, language: str) -> HttpResponse:
    row = load_translatable(version, language)
    form = EditionForm(request.POST)
    if not form.is_valid():
        context = {"translation": load_translation(row, language), "form": form}
        return render(request, "translating/translation_detail.html", context, status=422)
    try:
        edition = publish_edition(
            version=row, language=language, **form.cleaned_data, by=request.user
        )
    except TranslationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            say(
                "Revision {revision} is published. Pages show it from now on; reports keep the "
                "revision that they were made with.",
                revision=edition.revision,
            ),
        )
    return redirect("translating:translation", version, language)
