from reports.presentation.page import ReportPage
from reports.presentation.page_evidence import EvidencedRow, EvidenceView
from tests.reports import samples
from tests.reports.rated_samples import piece, small
from tests.reports.samples import Json, answer, freeze

LEVELS = {"safe.1": 3, "safe.2": 4, "safe.3": 1, "safe.4": 3}


def frozen_with(evidence: Json) -> Json:
    answers = {code: answer(level) for code, level in LEVELS.items()}
    return {**freeze(answers, definition=small()), "evidence": evidence}


def page_with(evidence: Json) -> ReportPage:
    return samples.make_page(frozen_with(evidence), small())


def evidence_of(evidence: Json) -> EvidenceView:
    view = page_with(evidence).evidence
    assert view is not None
    return view


def test_evidence_is_collected_from_the_first_piece_on() -> None:
    old = frozen_with({})
    del old["evidence"]
    for page in (page_with({}), samples.make_page(old, small())):
        assert page.evidence is None
        safe = next(each for each in page.subjects if each.code == "safe")
        assert (safe.evidenced_shown, [item.unproven for item in safe.items]) == ("", [False] * 4)
        assert "Evidenced score" not in page.commitments_chart.table.header
        assert "Evidenced score" not in [note.title for note in page.method]


def test_evidenced_score_stands_beside_the_score() -> None:
    """By hand: 3, 2 instead of 4, 1 and 2 instead of 3 are 8, of four items."""
    page = page_with({"safe.1": [piece()]})
    safe = next(each for each in page.subjects if each.code == "safe")
    assert (safe.score.shown, safe.evidenced_shown) == ("2.75", "2.00")
    assert (
        "Evidenced score: level 3 or 4 without evidence counts as 2, (3 + 2 + 1 + 2) ÷ 4 = 2.00."
    ) in safe.score.how
    assert page.evidence
    assert page.evidence.rows == (EvidencedRow("safe", "Safe", "2.75", "2.00", 2),)
    table = page.commitments_chart.table
    assert table.header[:3] == ("Commitment", "Score", "Evidenced score")
    assert "Evidenced score" not in page.foundations_chart.table.header  # none of them has one


def test_items_that_claim_on_nothing_are_listed() -> None:
    view = evidence_of({"safe.1": [piece()]})
    assert [(row.code, row.subject, row.level_shown) for row in view.unproven] == [
        ("safe.2", "Safe", "4 Level 4"),
        ("safe.4", "Safe", "3 Level 3"),
    ]
    assert view.opening == (
        "One of 28 items has evidence.",
        "Two items claim level 3 or 4 on nothing.",
        "Safe rests most on what nothing shows: 2.75 as answered, 2.00 as evidenced.",
    )


def test_where_all_is_proven_no_score_is_lower() -> None:
    view = evidence_of({f"safe.{n}": [piece()] for n in (1, 2, 4)})
    assert view.unproven == ()
    assert view.unproven_note == "Every item at level 3 or 4 has evidence."
    assert view.opening == (
        "Three of 28 items have evidence.",
        "No score is lower where evidence is counted.",
    )


def test_evidence_at_an_item_without_a_score_gives_no_row() -> None:
    view = evidence_of({"F1.1": [piece()]})
    assert [row.code for row in view.rows] == ["safe"]
    empty = {**freeze({}, definition=small()), "evidence": {"F1.1": [piece()]}}
    page = samples.make_page(empty, small())
    assert page.evidence
    assert page.evidence.rows == ()
    assert page.evidence.opening == ("One of 28 items has evidence.",)


def test_pieces_say_what_they_show_and_how_old_they_are() -> None:
    """The report was asked for on November 22, 2026."""
    page = page_with(
        {
            "safe.1": [
                piece(dated="2024-11-22", level=None),
                piece("Policy", dated="2024-11-21", url="https://a.example/p", filename=""),
                piece("Bad", url="javascript:alert(1)", scan="clean"),
            ]
        }
    )
    items = [item for each in page.subjects for item in each.items if item.evidence]
    minutes, policy, bad = items[0].evidence
    assert (minutes.old, minutes.level_shown, minutes.source) == (False, "", "minutes.pdf")
    assert (minutes.dated_shown, minutes.not_scanned) == ("November 22, 2024", True)
    assert (policy.old, policy.level_shown, policy.url) == (
        True,
        "For level 3",
        "https://a.example/p",
    )
    assert (bad.url, bad.not_scanned) == ("", False)


def test_piece_frozen_before_scans_were_is_shown() -> None:
    old = piece()
    del old["scan"]
    (item,) = (i for s in page_with({"safe.1": [old]}).subjects for i in s.items if i.evidence)
    assert not item.evidence[0].not_scanned
