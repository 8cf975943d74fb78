"""An attacker who has all that leaves a report: page, PDF, CSV files and score card.

She compares: in worlds that must look the same to her, every byte of all of them is the same. What
is shown at all is decided, and attacked with every subtraction, in tests/assessments/anonymity.
"""

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from uuid import UUID

import pypdf
import pytest

from lhs_portal.lib.canonical import canonical_json
from reports.charts.table_csv import render_table_csv
from reports.comparing import Made, compare_made, shown_comparison
from reports.documents import KINDS, Material, render_document
from reports.freezing_team import shown_card, shown_input
from reports.models import Report
from reports.presenters import present_report
from tests.reports import rated_samples
from tests.reports.rated_samples import NINE, F, L, Q, freeze_rated, small
from tests.reports.samples import DIGEST, Json, answer, make_card
from tests.reports.test_report_page import render_page

SECRET = "d" * 64


# What the files and the page are made from, in words → those files and the page.
RENDERED: dict[str, dict[str, bytes]] = {}


def all_that_leaves(frozen: Json, earlier: Json | None = None) -> dict[str, bytes]:
    """But for the digest of the input: it is of keys that are random, and never leave.

    Renderers know their material alone. Of each that there is they are asked once, which
    `test_equal_material_gives_equal_bytes` allows; worlds that differ in it are rendered both.
    """
    material = material_of(frozen, earlier)
    told = repr(material)
    assert " at 0x" not in told
    if told not in RENDERED:
        RENDERED[told] = render(material)
    return {**RENDERED[told], "export": canonical_json(shown_input(frozen))}


def material_of(frozen: Json, earlier: Json | None = None) -> Material:
    card = secret_card(frozen)
    compared = None if earlier is None else compare_with(earlier, frozen, card)
    page = present_report(frozen, card, small(), compared, digest=DIGEST)
    shown = canonical_json(shown_card(card, frozen, small()))
    return Material(page, shown, canonical_json(shown_comparison(compared)) if compared else None)


def render(material: Material) -> dict[str, bytes]:
    documents = [render_document(kind, material) for kind in KINDS]
    return {
        "page": render_page(material.page).encode(),
        **{document.kind: document.content for document in documents if document},
        "chart_tables": b"".join(render_table_csv(chart.table) for chart in material.page.charts),
    }


def secret_card(frozen: Json) -> Json:
    return {**json.loads(make_card(frozen, small())), "input_digest": SECRET}


def compare_with(earlier: Json, later: Json, card: Json) -> Json:
    """As it is frozen: with all that must not leave."""
    sides = [
        Made(Report(pk=UUID(int=number), number=number, frozen_digest=f"{number}" * 64), *made)
        for number, made in enumerate(
            [(earlier, secret_card(earlier), small()), (later, card, small())], 1
        )
    ]
    found: Json = json.loads(canonical_json(compare_made(*sides)))
    return found


def assert_alike(one: Json, other: Json, *, earlier: tuple[Json, Json] | None = None) -> None:
    """`earlier` are the inputs of the reports that the two are compared with."""
    before = earlier or (None, None)
    first, second = all_that_leaves(one, before[0]), all_that_leaves(other, before[1])
    assert [part for part in first if first[part] != second[part]] == []


def everything(frozen: Json) -> str:
    """As one text; of PDFs what a reader reads, of archives all that is in them."""
    return " ".join(text_of(content) for content in all_that_leaves(frozen).values())


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return " ".join(page.extract_text() for page in pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(text_of(archive.read(name)) for name in archive.namelist())
    return content.decode(errors="replace")


MANY = {f"F1.{n}": "1 2 2 3 3" for n in (1, 2, 3, 4)}
TWO = ("0 0", "4 4")
DECIDED = {f"safe.{n}": answer(2, reason="We talked about it.") for n in (1, 2, 3, 4)}


def test_equal_material_gives_equal_bytes() -> None:
    """Of two worlds, each with a last cycle: nothing is rendered from anything but the material."""
    groups = (L, F, Q, F, L)
    worlds = [freeze_rated({"safe.1": said, **MANY}, DECIDED, groups=groups) for said in TWO]
    one, other = (
        material_of(world, earlier) for world, earlier in zip(worlds, worlds[::-1], strict=True)
    )
    assert repr(one) == repr(other)
    assert render(one) == render(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0 0", "4 4"),
        ("0 1", "4 3"),
        ("0 2", "4 1"),
        ("0 dk", "4 na"),
        ("3 -", "dk na"),
        ("na na", "dk dk"),
    ],
)
def test_two_raters_of_an_item_tell_nothing_but_words(one: str, other: str) -> None:
    """Beside subjects that many rated."""
    groups = (L, F, Q, F, L)
    assert_alike(
        freeze_rated({"safe.1": one, **MANY}, DECIDED, groups=groups),
        freeze_rated({"safe.1": other, **MANY}, DECIDED, groups=groups),
    )


def test_two_raters_alone_tell_nothing_of_themselves() -> None:
    one = freeze_rated({"safe.1": "3 3"}, DECIDED, groups=(L, F))
    other = freeze_rated({"safe.1": "1 1"}, DECIDED, groups=(Q, "finance"))
    assert_alike(one, other)
    # The method says who leaders and front-line staff are.
    text = everything(one)
    for label in ("Leadership", "Quality and safety", "Finance", "Clinical front line"):
        assert label not in text


@pytest.mark.parametrize(("one", "other"), [("0 0", "4 4"), ("na na", "dk dk")])
def test_two_raters_tell_nothing_through_a_change_either(one: str, other: str) -> None:
    """Neither of this cycle nor of the last."""
    groups = (L, F, Q, F, L)

    def cycle(said: str) -> Json:
        return freeze_rated({"safe.1": said, **MANY}, DECIDED, groups=groups)

    quiet = cycle("3 -")
    assert_alike(quiet, quiet, earlier=(cycle(one), cycle(other)))
    assert_alike(cycle(one), cycle(other), earlier=(quiet, quiet))


def test_change_tells_no_more_of_raters_than_their_number() -> None:
    """Those of one group change places in the earlier cycle, whose views are of five."""
    earlier = freeze_rated({"safe.1": "3 3 4 1 2 0 4 3 2", **MANY})
    turned = {**earlier, "ratings": earlier["ratings"][::-1]}
    later = freeze_rated({"safe.1": "4 4 4 4 4 4 4 4 4", **MANY})
    assert_alike(later, later, earlier=(earlier, turned))
    change = json.loads(all_that_leaves(later, earlier)["change"])
    keys = {key for subject in change["subjects"].values() for key in subject}
    assert not keys & {"difference", "standard_error_squared", "degrees", "raters"}
    assert "salt" not in change


def test_attacker_finds_a_comparison_that_leaves_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.comparing.redact_comparison", lambda document: document)
    quiet = freeze_rated(MANY, DECIDED)
    with pytest.raises(AssertionError):
        assert_alike(
            quiet,
            quiet,
            earlier=(
                freeze_rated({"safe.1": "0 0", **MANY}, DECIDED),
                freeze_rated({"safe.1": "4 4", **MANY}, DECIDED),
            ),
        )


@pytest.mark.parametrize(
    ("rule", "leak"),
    [
        ("assessments.anonymity.items.FEWEST", 2),
        ("reports.freezing_team.redact", lambda card, *_args, **_kwargs: card),
    ],
)
def test_attacker_finds_a_rule_that_is_switched_off(
    monkeypatch: pytest.MonkeyPatch, rule: str, leak: object
) -> None:
    monkeypatch.setattr(rule, leak)
    with pytest.raises(AssertionError):
        assert_alike(
            freeze_rated({"safe.1": "0 0"}, DECIDED), freeze_rated({"safe.1": "4 4"}, DECIDED)
        )


RATED = {
    "safe.1": "3 3 4 1 2 0 4 3 2",
    "safe.2": "0 0 1 4 4 4 4 na dk",
    "safe.3": "2 2 2 2 2 - - - -",
    "safe.4": "1 1 2 2 - - 3 3 3",
    "F1.1": "4 0 - - - - - - -",
    "engaged.1": "1 2 3 3 2 1 1 2 3",
}
NAMES = {"r0": "Jonas Berg", "r4": "Mats Lind"}


def test_order_of_raters_is_nobodys_business() -> None:
    frozen = freeze_rated(RATED, named=NAMES)
    turned = {**frozen, "ratings": frozen["ratings"][::-1]}
    assert make_card(frozen, small()) == make_card(turned, small())
    assert_alike(frozen, turned)


@pytest.mark.parametrize("turn", [1, 3, 5])
def test_unnamed_raters_may_change_places(turn: int) -> None:
    """Whoever an unnamed rater is: of those of one role group any may have said it."""
    frozen = freeze_rated(RATED, named=NAMES)
    unnamed = [f"r{place}" for place in range(len(NINE)) if f"r{place}" not in NAMES]
    turned = dict(zip(unnamed, unnamed[turn:] + unnamed[:turn], strict=True))
    changed = [
        {**row, "rater": turned.get(row["rater"], row["rater"])} for row in frozen["ratings"]
    ]
    assert changed != frozen["ratings"]
    assert_alike(frozen, {**frozen, "ratings": changed})


def test_unnamed_raters_of_one_group_may_change_what_they_said() -> None:
    """Two of the clinical front line, both of whom rated all: r3 and r6."""
    frozen = freeze_rated({"safe.1": "3 3 4 1 2 0 4 3 2", "safe.2": "0 0 1 4 4 4 2 1 1"})
    swap = {"r3": "r6", "r6": "r3"}
    changed = [{**row, "rater": swap.get(row["rater"], row["rater"])} for row in frozen["ratings"]]
    assert_alike(frozen, {**frozen, "ratings": changed})


def test_names_are_of_those_alone_who_chose_it_and_keys_are_nowhere() -> None:
    keys = [f"{place:x}e" * 16 for place in range(9)]
    text = everything(freeze_rated(RATED, keys=keys, named={keys[0]: "Jonas Berg"}))
    assert "Jonas Berg" in text
    for key in keys:
        assert key not in text


def test_name_goes_where_the_others_could_be_told_apart() -> None:
    """Two of three chose it: with both names, the third is known."""
    text = everything(freeze_rated({"safe.1": "3 4 1"}, named=NAMES | {"r1": "Nia Holm"}))
    assert "Jonas Berg" not in text
    assert "Nia Holm" not in text


def test_small_role_groups_are_merged_in_everything() -> None:
    groups = (L, L, L, L, F, F, F, Q, "finance")
    text = everything(freeze_rated({"safe.1": "3 3 4 1 2 0 4 3 2"}, groups=groups))
    assert "others (5)" in text
    assert "leadership (4)" in text
    for part in ("quality and safety (", "finance (", "clinical front line ("):
        assert part not in text.lower()


@pytest.mark.parametrize(
    ("groups", "shown"), [((L, L, L, F, F, F), True), ((L, L, L, F, F, Q), False)]
)
def test_role_gap_needs_three_on_both_sides(groups: Sequence[str], shown: bool) -> None:
    ratings = {f"safe.{n}": "4 4 4 1 1 1" for n in (1, 2, 3, 4)}
    text = everything(freeze_rated(ratings, groups=groups))
    assert ("levels higher than" in text) is shown
    assert ("3.00" in re.sub(r"\s", " ", text)) is shown


def test_late_rater_is_not_found_by_subtraction() -> None:
    """The fourth came late and alone: with the views of before, hers would be known."""
    ratings: Mapping[str, str] = {f"safe.{n}": "1 2 3 4" for n in (1, 2, 3, 4)}
    late = [("r3", f"safe.{n}", 2) for n in (1, 2, 3, 4)]
    decided = {f"safe.{n}": answer(2) for n in (1, 2, 3, 4)}
    on_time = everything(freeze_rated(ratings, decided, groups=(L, F, Q, F)))
    assert "1.00\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}4.00" in on_time
    text = everything(freeze_rated(ratings, decided, groups=(L, F, Q, F), late=late))
    assert "to\N{NO-BREAK SPACE}4.00" not in text


def test_before_anything_is_settled_ratings_make_no_score_and_tell_nothing() -> None:
    """Scores made of ratings alone would tell what one or two of them said."""
    open_ = {"answers": {}, "settled": {}, "kind": "preliminary"}
    one = {**freeze_rated({"safe.1": "3 3", "safe.2": "4 4 4", "safe.3": "0 4 4"}), **open_}
    other = {**freeze_rated({"F1.1": "0 0"}), **open_}
    assert_alike(one, other)
    card = json.loads(make_card(one, small()))
    assert "items" not in card
    assert {row["score"] for row in card["subjects"].values()} == {None}


def test_full_report_of_two_raters_has_no_figure_of_theirs() -> None:
    card = json.loads(make_card(rated_samples.two_raters()))
    assert any(row["mean"] for row in card["items"].values())
    shown = shown_card(card, rated_samples.two_raters(), rated_samples.framework())
    for row in shown["items"].values():
        assert {value for key, value in row.items() if key != "settled"} == {None}
    for row in shown["subjects"].values():
        assert set(row["agreement"].values()) == {None}
