"""`manage.py score`. None of these tests may touch the database, and pytest-django sees to it."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.scoring import score
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import make_definition, make_document, make_yaml


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    path = tmp_path / "framework.yaml"
    path.write_bytes(make_yaml(make_document()))
    return path


def answers_file(tmp_path: Path, data: bytes | str) -> Path:
    path = tmp_path / "answers.json"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def run(answers: Path, framework: Path) -> None:
    call_command("score", str(answers), f"--framework={framework}")


def test_score_prints_the_card_and_nothing_else(tmp_path, framework, capsysbinary) -> None:
    answers = answers_file(
        tmp_path, '{"answers": {"safe.1": {"level": 3}, "safe.2": {"level": 2}}}'
    )
    run(answers, framework)
    printed = capsysbinary.readouterr()
    assert printed.out == score(make_definition(), sheet_of(safe="32")).to_json()
    assert printed.err == b""
    assert json.loads(printed.out)["subjects"]["safe"]["score"] == "2.500000"


def test_score_takes_ratings_beside_answers_and_alone(tmp_path, framework, capsysbinary) -> None:
    ratings = """[{"rater": "b", "role_group": "board", "item": "safe.1", "level": 4},
        {"rater": "a", "item": "safe.1", "level": 3, "na": false, "dont_know": false},
        {"rater": "a", "item": "safe.2", "na": true}]"""
    run(answers_file(tmp_path, f'{{"ratings": {ratings}}}'), framework)
    alone = json.loads(capsysbinary.readouterr().out)
    run(
        answers_file(tmp_path, f'{{"answers": {{"S1.1": {{"level": 2}}}}, "ratings": {ratings}}}'),
        framework,
    )
    beside = json.loads(capsysbinary.readouterr().out)
    assert alone["items"]["safe.1"] == {
        "n": 2,
        "mean": "3.500000",
        "median": "3.500000",
        "range": 1,
        "near_median": "1.000000",
        "ad": "0.500000",
        "r_wg": "0.750000",
        "contested": False,
        "outlying": False,
        "settled": 3,
    }
    statistics = ("mean", "median", "range", "near_median", "ad", "r_wg", "contested", "outlying")
    assert alone["items"]["safe.2"] == {"n": 0, "settled": None, **dict.fromkeys(statistics)}
    assert alone["items"].keys() == {"safe.1", "safe.2"}
    assert beside["items"]["safe.1"] == {**alone["items"]["safe.1"], "settled": None}
    agreement = {
        "r_wg_j": "0.750000",
        "ad": "0.500000",
        "interval": None,
        "range": None,
        "role_gap": None,
    }
    assert alone["subjects"]["safe"]["agreement"] == agreement
    assert beside["subjects"]["safe"]["agreement"] == agreement
    assert "agreement" not in alone["subjects"]["S1"]
    assert (alone["dont_know"], beside["dont_know"]) == ("0.000000", "0.000000")
    assert alone["subjects"]["safe"]["coverage"] == "0.250000"
    assert beside["subjects"]["safe"]["coverage"] == "0.000000"


def test_score_of_a_faulty_sheet_names_each_fault_on_a_line(tmp_path, framework, capsys) -> None:
    answers = answers_file(tmp_path, '{"answers": {"x": {}}, "targets": {"safe": 9}}')
    with pytest.raises(SystemExit) as ended:
        run(answers, framework)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        'answers.json: answers.x: There is no item "x" in framework 2024.12.',
        "answers.json: targets.safe: 9 is not a level. Write a whole number from 0 to 4.",
    ]


def test_score_with_a_faulty_framework_names_each_fault_on_a_line(tmp_path, framework, capsys):
    document = make_document()
    document["items"][0]["descriptors"].pop()
    del document["items"][1]["why"]
    framework.write_bytes(make_yaml(document))
    with pytest.raises(SystemExit) as ended:
        run(answers_file(tmp_path, "{}"), framework)
    assert ended.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert "items[0].descriptors: There are 4 here. Write exactly 5" in lines[0]
    assert 'items[1].why: The key "why" is missing. Add it.' in lines[1]


def test_score_of_a_file_that_is_not_there(tmp_path, framework) -> None:
    with pytest.raises(CommandError, match="No such file") as refused:
        run(tmp_path / "nothing.json", framework)
    assert refused.value.returncode == 2
