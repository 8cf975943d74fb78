"""`manage.py compare_scores`. None of these tests may touch the database."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assessments.scoring import Side, compare
from tests.assessments.scoring.sheets import sheet_of
from tests.frameworks import make_definition, make_document, make_yaml


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    path = tmp_path / "framework.yaml"
    path.write_bytes(make_yaml(make_document()))
    return path


def write(tmp_path: Path, name: str, content: str) -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def test_compare_prints_the_comparison_and_nothing_else(tmp_path, framework, capsysbinary) -> None:
    earlier = write(
        tmp_path, "earlier.json", '{"answers": {"safe.1": {"level": 1}, "safe.2": {"level": 1}}}'
    )
    later = write(
        tmp_path, "later.json", '{"answers": {"safe.1": {"level": 3}, "safe.2": {"level": 2}}}'
    )
    call_command("compare_scores", str(earlier), str(later), f"--framework={framework}")
    printed = capsysbinary.readouterr()
    sides = [Side.of(make_definition(), sheet_of(safe=word)) for word in ("11", "32")]
    assert printed.out == compare(*sides).to_json()
    assert printed.err == b""
    document = json.loads(printed.out)
    assert document["subjects"]["safe"]["delta"] == "1.500000"
    assert document["later"]["report"] is None


def test_compare_takes_another_framework_for_the_later_file(
    tmp_path, framework, capsysbinary
) -> None:
    changed = make_document(version="2025.12")
    changed["items"][4]["meaning"] = 2
    (tmp_path / "later.yaml").write_bytes(make_yaml(changed))
    path = write(tmp_path, "both.json", '{"answers": {"safe.1": {"level": 1}}}')
    call_command(
        "compare_scores",
        str(path),
        str(path),
        f"--framework={framework}",
        f"--later-framework={tmp_path / 'later.yaml'}",
    )
    document = json.loads(capsysbinary.readouterr().out)
    versions = [document[side]["framework"]["version"] for side in ("earlier", "later")]
    assert versions == ["2024.12", "2025.12"]
    [safe] = [row for row in document["not_comparable"] if row["item"] == "safe.1"]
    assert safe["reason"] == "meaning"


def test_compare_names_each_fault_of_the_later_file_on_a_line(tmp_path, framework, capsys) -> None:
    earlier, later = (
        write(tmp_path, "a.json", "{}"),
        write(tmp_path, "b.json", '{"answers": {"x": {}}}'),
    )
    with pytest.raises(SystemExit) as ended:
        call_command("compare_scores", str(earlier), str(later), f"--framework={framework}")
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == 'b.json: answers.x: There is no item "x" in framework 2024.12.\n'


def test_compare_of_a_file_that_is_not_there(tmp_path, framework) -> None:
    earlier = write(tmp_path, "a.json", "{}")
    with pytest.raises(CommandError, match="No such file") as refused:
        call_command("compare_scores", str(earlier), "nothing.json", f"--framework={framework}")
    assert refused.value.returncode == 2
