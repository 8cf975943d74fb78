import hashlib
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.editions import Edition, framework_page
from lhs_portal.accounts.public_pages import limited
from lhs_portal.lib.durable_files import write_durably
from reports.documents.instrument import render_instrument
from reports.documents.pdf import read_templates


@limited("instrument", "30/m/ip")
@require_safe
@framework_page
def instrument(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The questionnaire on paper. Made once for each version and language, and then kept."""
    language = request.GET.get("language", edition.definition.source_language)
    if language not in edition.definition.languages:
        raise Http404(f"Framework {edition.version.version} is not in this language.")
    kept = Path(settings.MEDIA_ROOT, "instruments", f"{_fingerprint(edition, language)}.pdf")
    if not kept.exists():
        write_durably(kept, [render_instrument(edition.definition, language)])
    name = f"lhs-instrument-{edition.version.version}-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(kept.read_bytes(), content_type="application/pdf", headers=headers)


def _fingerprint(edition: Edition, language: str) -> str:
    """Of all that the file is made from: texts that were mended after publication, too."""
    parts = [repr(edition.definition), language, *sorted(read_templates().values())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
