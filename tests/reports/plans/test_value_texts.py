"""The texts of the value cases: every feature in every sector, and no promise in any of them."""

import re
from pathlib import Path

import pytest
import yaml

from lhs_portal.accounts.codes import Sector
from lhs_portal.lib.languages import speaking
from reports.plans.value_texts import (
    DIMENSIONS,
    FILE,
    FILES,
    FaultyValueCases,
    load_texts,
    read_texts,
    value_text,
)
from tests.reports.samples import framework


def test_every_feature_reads_in_every_sector() -> None:
    wanted = {
        (feature.code, sector) for feature in framework().features for sector in Sector.values
    }
    assert set(load_texts()) == wanted


def test_each_text_has_the_four_dimensions_as_questions() -> None:
    for text in load_texts().values():
        assert tuple(each.dimension for each in text.questions) == DIMENSIONS
        for each in text.questions:
            assert re.fullmatch(r"[A-Z][^{}?]+\?", each.question), each.question
        assert re.fullmatch(r"Look at [^{}?]+\.", text.look_at), text.look_at


def test_no_text_is_said_twice_and_none_claims_a_number_or_an_effect() -> None:
    texts = load_texts().values()
    look_at = [text.look_at for text in texts]
    assert len(set(look_at)) == len(look_at)
    claims = re.compile(r"\d|%|\$|\bwill\b|\bproven to\b|\breduces\b|\bimproves\b|\bsaves\b")
    for text in texts:
        for said in (text.look_at, *(each.question for each in text.questions)):
            assert not claims.search(said), said


def test_spanish_has_the_same_keys_and_terms_and_claims_nothing() -> None:
    english, spanish = load_texts(), load_texts("es")
    assert set(spanish) == set(english)
    for key, text in spanish.items():
        assert text.look_at.startswith("Miren ")
        assert not re.search(r"[?{}%$]|\d", text.look_at)
        for each in text.questions:
            assert re.fullmatch(r"([A-Z][^?]+, )?¿[^{}?%$\d]+\?", each.question), each.question
        assert {text.look_at, *text.questions}.isdisjoint({english[key].look_at})
    raw = [yaml.safe_load(FILES[code].read_text(encoding="utf-8")) for code in ("en", "es")]
    for feature in raw[0]["features"]:
        for dimension in DIMENSIONS:
            terms = [
                set(re.findall(r"{\w+}", one["features"][feature]["questions"][dimension]))
                for one in raw
            ]
            assert terms[0] == terms[1], (feature, dimension)
    with speaking("es"):
        text = value_text("S1", Sector.CARE_DELIVERY)
    assert text
    assert "sus pacientes y sus familias" in text.questions[0].question


def test_unknown_feature_has_no_text() -> None:
    assert value_text("X9", Sector.CARE_DELIVERY) is None


def test_faulty_file_is_refused_with_every_fault(tmp_path: Path) -> None:
    document = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    del document["features"]["S1"]["look_at"]["care-delivery"]
    document["features"]["S2"]["questions"]["cost"] = "What do {somebody} pay?"
    path = tmp_path / "en.yaml"
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(FaultyValueCases) as found:
        read_texts(path)
    assert "features.S1.look_at: missing or unknown: care-delivery" in str(found.value)
    assert "features.S2.questions.cost: no term ['somebody']" in str(found.value)
