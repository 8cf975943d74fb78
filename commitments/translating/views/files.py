"""A translation to take elsewhere: as it stands now, published or not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from commitments.drafting.permissions import editors_only
from commitments.exchange.apart import write_workbook
from commitments.exchange.files import CREATED, XLSX, attachment
from commitments.exchange.tables import TooLong
from commitments.saying import name_of_language
from commitments.translating.files import TranslationFile, render_translation
from commitments.translating.queries import Translation, load_translatable, load_translation
from commitments.translating.sheet import LEAD, texts_table
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.wording import say


@require_safe
@editors_only
def yaml_file(request: PersonRequest, version: str, language: str) -> HttpResponse:
    shown = load_translation(load_translatable(version, language), language)
    return attachment(
        render_translation(_file(shown), shown.definition, shown.guide),
        "application/yaml",
        f"{version}.{language}.yaml",
    )


@require_safe
@editors_only
def workbook(request: PersonRequest, version: str, language: str) -> HttpResponse:
    shown = load_translation(load_translatable(version, language), language)
    title = say(
        "Framework {version} in {language}", version=version, language=name_of_language(language)
    )
    try:
        data = write_workbook(
            [texts_table(shown.groups)],
            title=title,
            lead=[say(sentence) for sentence in LEAD],
            lead_name="read me",
            created=CREATED,
        )
    except TooLong as long:
        messages.error(
            request,
            say(
                "The text for {place} is longer than a cell of a workbook can be. Shorten it, or "
                "take the YAML file.",
                place=long.place,
            ),
        )
        return redirect("translating:translation", version, language)
    return attachment(data, XLSX, f"lhs-framework-{version}-{language}.xlsx")


def _file(shown: Translation) -> TranslationFile:
    """Of the edition where nothing was changed since, and else of the next one, a draft."""
    edition = shown.edition
    kept = edition is not None and not shown.unpublished
    return TranslationFile(
        version=shown.version.version,
        digest=shown.version.digest,
        language=shown.language,
        state=edition.state if edition and kept else "draft",
        revision=shown.revision if kept else shown.revision + 1,
        texts={entry.path: entry.text for entry in shown.entries if entry.text},
    )
