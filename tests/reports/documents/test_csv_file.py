import csv
import io

from lhs_portal.lib.spreadsheet_text import unprotect
from reports.documents.csv_file import HEADER, render_item_csv
from tests.reports import samples
from tests.reports.rated_samples import freeze_rated, piece, small
from tests.reports.samples import answer, framework, freeze, make_page


def rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_render_item_csv_has_one_row_an_item() -> None:
    found = rows(render_item_csv(make_page(samples.full())))
    codes = [item.code for items in framework().items_by_subject.values() for item in items]
    assert [row["item"] for row in found] == codes
    assert set(found[0]) == set(HEADER)


def test_render_item_csv_tells_the_four_states_apart() -> None:
    frozen = freeze(
        {
            "safe.1": answer(0, note="Nothing yet."),
            "safe.2": answer(na=True, reason="Not ours."),
            "safe.3": answer(dont_know=True),
        }
    )
    found = {row["item"]: row for row in rows(render_item_csv(make_page(frozen)))}
    assert [found[f"safe.{n}"]["answer"] for n in range(1, 5)] == [
        "answered", "not-applicable", "dont-know", "unanswered",
    ]  # fmt: skip
    assert [found[f"safe.{n}"]["level"] for n in range(1, 5)] == ["0", "", "", ""]
    assert found["safe.2"]["reason"] == "Not ours."
    assert found["safe.1"]["subject_score"] == "0.000000"
    assert found["secure.1"]["subject_score"] == ""


def test_render_item_csv_keeps_formulas_as_text() -> None:
    note = '=HYPERLINK("http://example.org")\n@SUM(1)'
    frozen = freeze({"safe.1": answer(1, note=note)}, organization="=1+1")
    row = next(r for r in rows(render_item_csv(make_page(frozen))) if r["item"] == "safe.1")
    assert row["note"].startswith("'=")
    assert row["organization"] == "'=1+1"
    assert unprotect(row["note"]) == note
    assert unprotect(row["organization"]) == "=1+1"


ADDED = HEADER[HEADER.index("note") + 1 :]


def test_render_item_csv_of_answers_given_together_leaves_the_last_columns_empty() -> None:
    for row in rows(render_item_csv(make_page(samples.full()))):
        assert {row[name] for name in ADDED} == {""}


def test_render_item_csv_says_how_items_were_settled_and_what_may_be_shown() -> None:
    frozen = freeze_rated({"safe.1": "2 3 3 4 4", "safe.2": "0 0 4 4", "safe.3": "3 3"})
    found = {row["item"]: row for row in rows(render_item_csv(make_page(frozen, small())))}
    assert [found["safe.1"][name] for name in ADDED] == [
        "", "", "accepted", "no", "5", "3.200000", "3.000000", "0.650000", "0.640000",
    ]  # fmt: skip
    assert [found["safe.2"][name] for name in ADDED[2:5]] == ["decided", "yes", "4"]
    assert [found["safe.3"][name] for name in ADDED[2:]] == ["decided", "no", *[""] * 5]


def test_render_item_csv_counts_evidence_where_it_is_collected() -> None:
    frozen = {
        **freeze({"safe.1": answer(3), "safe.2": answer(4)}),
        "evidence": {"safe.1": [piece(), piece("Policy")]},
    }
    found = {row["item"]: row for row in rows(render_item_csv(make_page(frozen)))}
    assert [found[f"safe.{n}"]["evidence"] for n in (1, 2)] == ["2", "0"]
    assert found["safe.1"]["subject_evidenced_score"] == "2.500000"
