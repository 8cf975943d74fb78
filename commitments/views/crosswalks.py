from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments.editions import Edition, framework_page, show_page


@require_safe
@framework_page
def crosswalk_list(request: HttpRequest, edition: Edition) -> HttpResponse:
    return show_page(request, edition, "crosswalk_list")


@require_safe
@framework_page
def crosswalk(request: HttpRequest, edition: Edition, code: str) -> HttpResponse:
    definition = edition.definition
    crosswalk = next((found for found in definition.crosswalks if found.code == code), None)
    if crosswalk is None:
        raise Http404(f"This version of the framework has no crosswalk {code!r}.")
    targets = dict(crosswalk.targets)
    paired = {entry.target for entry in crosswalk.entries}
    return show_page(
        request,
        edition,
        "crosswalk",
        crosswalk=crosswalk,
        sources=[(code, definition.source_by_code.get(code)) for code in crosswalk.source],
        rows=[
            (definition.subject_by_code[entry.subject], targets[entry.target], entry)
            for entry in crosswalk.entries
        ],
        unmapped=[
            (definition.subject_by_code[subject], note) for subject, note in crosswalk.unmapped
        ],
        unpaired=[name for target, name in crosswalk.targets if target not in paired],
    )
