import hashlib
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.definition import Definition
from commitments.editions import Edition, framework_page
from commitments.queries import languages_of, load_definition
from lhs_portal.accounts.public_pages import limited
from lhs_portal.lib.durable_files import write_durably
from lhs_portal.lib.languages import language as language_of_the_moment
from lhs_portal.lib.languages import speaking
from reports.documents.instrument import render_instrument
from reports.documents.pdf import read_templates
from reports.documents.print_words import translated_words


@limited("instrument", "30/m/ip")
@require_safe
@framework_page
def instrument(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The questionnaire on paper. Made once for each version and language, and then kept."""
    languages = languages_of(edition.version)
    reader = language_of_the_moment()
    language = request.GET.get("language", reader if reader in languages else languages[0])
    if language not in languages:
        raise Http404(f"Framework {edition.version.version} is not in this language.")
    definition = load_definition(edition.version, language)
    kept = Path(settings.MEDIA_ROOT, "instruments", f"{_fingerprint(definition, language)}.pdf")
    if not kept.exists():
        write_durably(kept, [render_instrument(definition, language)])
    name = f"lhs-instrument-{edition.version.version}-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept.read_bytes(), content_type="application/pdf", headers=headers)


def _translated(language: str) -> list[str]:
    with speaking(language):
        return sorted(translated_words().values())


def _fingerprint(definition: Definition, language: str) -> str:
    """Of all that the file is made from: texts that were mended after publication, too."""
    parts = [repr(definition), language, *_translated(language), *sorted(read_templates().values())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
