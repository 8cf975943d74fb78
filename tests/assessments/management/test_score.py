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
