"""The attacker of test_anonymity, who also has the change since the last cycle."""

import io
import json

import pypdf
import pytest

from lhs_portal.lib.canonical import canonical_json
from reports.comparing import Made, compare_made, shown_comparison
from reports.documents import KIND_BY_CODE, Material, render_document
from reports.freezing_team import shown_card
from reports.models import Report
from reports.presenters import present_report
from tests.reports.rated_samples import NINE, F, L, Q, freeze_rated, small
from tests.reports.samples import DIGEST, Json, answer, make_card
from tests.reports.test_report_page import render_page

SECRET = "d" * 64
LOW = {f"safe.{n}": answer(level) for n, level in enumerate((1, 1, 2, 2), 1)}
HIGH = {f"safe.{n}": answer(level) for n, level in enumerate((2, 2, 3, 3), 1)}
GROUPS = (L, F, Q, "patient-partner")
BEFORE = freeze_rated(
    {"safe.1": "1 1 1", "safe.2": "1 1 2", "safe.3": "2 1 2", "safe.4": "2 2 2"},
    LOW,
    groups=GROUPS[:3],
)


def made(number: int, frozen: Json) -> Made:
    card = {**json.loads(make_card(frozen, small())), "input_digest": SECRET}
    return Made(Report(number=number, frozen_digest=str(number) * 64), frozen, card, small())


def all_that_leaves(earlier: Json, later: Json) -> dict[str, bytes]:
    """But for the digest of the input, and for the reports' ids, which are drawn anew here."""
    first, second = made(1, earlier), made(2, later)
    document = compare_made(first, second)
    for side in ("earlier", "later"):
        document[side]["report"] = None
    page = present_report(later, second.card, small(), document, digest=DIGEST)
    material = Material(
        page,
        canonical_json(shown_card(second.card, later, small())),
        canonical_json(shown_comparison(document)),
    )
    kinds = [KIND_BY_CODE[code] for code in ("pdf", "csv", "json", "change")]
    documents = [render_document(kind, material) for kind in kinds]
    return {
        "page": render_page(page).encode(),
        **{document.kind: document.content for document in documents if document},
    }


def verdict_of(earlier: Json, later: Json) -> str:
    verdict: str = compare_made(made(1, earlier), made(2, later))["subjects"]["safe"]["verdict"]
    return verdict


def test_verdict_does_not_tell_what_the_one_patient_partner_said() -> None:
    """She and a leader said 1 and 4 of safe.1, this way or the other; nobody else is asked less.

    The scoring rules call one world changed and the other noise. Nothing that leaves may differ.
    """
    rest = {"safe.2": "3 2 2 1", "safe.3": "2 3 2", "safe.4": "3 3 3"}
    one = freeze_rated({"safe.1": "1 1 1 4", **rest}, HIGH, groups=GROUPS)
    other = freeze_rated({"safe.1": "4 1 1 1", **rest}, HIGH, groups=GROUPS)
    assert {verdict_of(BEFORE, one), verdict_of(BEFORE, other)} == {"changed", "noise"}
    first, second = all_that_leaves(BEFORE, one), all_that_leaves(BEFORE, other)
    assert [part for part in first if first[part] != second[part]] == []
    assert json.loads(first["change"])["subjects"]["safe"]["verdict"] == "not_tested"


def test_figures_of_the_test_are_nowhere() -> None:
    """Other raters, of the same distributions: other means and another error, the same verdict."""
    one = {f"safe.{n}": "3 3 4 3 2 3 4 3 3" for n in (1, 2, 3, 4)}
    turned = {
        "safe.1": "3 3 4 3 2 3 4 3 3",
        "safe.2": "3 4 3 2 3 4 3 3 3",
        "safe.3": "4 3 2 3 4 3 3 3 3",
        "safe.4": "3 2 3 4 3 3 3 3 4",
    }
    groups = (Q,) * 9
    worlds = [freeze_rated(said, HIGH, groups=groups) for said in (one, turned)]
    documents = [compare_made(made(1, BEFORE), made(2, world)) for world in worlds]
    errors = {each["subjects"]["safe"]["standard_error_squared"] for each in documents}
    assert len(errors) == 2
    assert {each["subjects"]["safe"]["verdict"] for each in documents} == {"changed"}
    first, second = (all_that_leaves(BEFORE, world)["change"] for world in worlds)
    assert first == second


@pytest.mark.parametrize("few", [1, 2])
def test_one_or_two_raters_are_not_counted(few: int) -> None:
    rows = {f"safe.{n}": " ".join("12"[:few]) for n in (1, 2, 3, 4)}
    earlier = freeze_rated(rows, LOW, groups=(L, F)[:few])
    later = freeze_rated(
        {f"safe.{n}": "3 3 4 3 2 3 4 3 3" for n in (1, 2, 3, 4)}, HIGH, groups=NINE
    )
    files = all_that_leaves(earlier, later)
    shown = json.loads(files["change"])
    assert shown["earlier"]["raters"] is shown["raters_in_both"] is None
    pages = pypdf.PdfReader(io.BytesIO(files["pdf"])).pages
    text = " ".join(page.extract_text() for page in pages) + files["page"].decode()
    for words in ("One rater took part", "Two raters took part", "1 rater took", "2 raters took"):
        assert words not in text
