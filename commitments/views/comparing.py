"""What differs between two versions, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from commitments.change_pages import Sides, show_comparison, show_printout
from commitments.forms import CompareForm
from commitments.queries import load_published


@require_safe
def compare_choose(request: HttpRequest) -> HttpResponse:
    """A form of two versions; what it chose leads to the address of their difference."""
    form = CompareForm(request.GET if request.GET else None)
    if form.is_valid():
        return redirect(
            "commitments:compare",
            form.cleaned_data["old"].version,
            form.cleaned_data["new"].version,
        )
    status = 422 if form.errors else 200
    return render(request, "commitments/compare_choose.html", {"form": form}, status=status)


@require_safe
def compare_versions(request: HttpRequest, a: str, b: str) -> HttpResponse:
    return show_comparison(request, "commitments/compare.html", _sides(a, b))


@require_safe
def compare_versions_print(request: HttpRequest, a: str, b: str) -> HttpResponse:
    return show_printout(request, "commitments/compare_print.html", _sides(a, b))


def _sides(a: str, b: str) -> Sides:
    """Raises Http404."""
    return Sides(load_published(a)[1], load_published(b)[1])
