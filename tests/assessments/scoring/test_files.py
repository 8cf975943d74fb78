"""Every fault of an input file is a line that names it; nothing else may happen."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.answer_sheet import Answer, AnswerSheet
from assessments.scoring.files import read_input
from assessments.scoring.input_digest import input_document
from assessments.scoring.ratings import Ratings
from commitments.definition import Definition
from lhs_portal.lib.faults import Fault, FaultyDocument
from tests.assessments.scoring.sheets import Case, rated_cases
from tests.frameworks import make_definition

DEFINITION = make_definition()


def faults_of(data: bytes | str, definition: Definition = DEFINITION) -> list[str]:
    with pytest.raises(FaultyDocument) as raised:
        read_input(data.encode() if isinstance(data, str) else data, definition)
    return [str(fault) for fault in raised.value.faults]


def outcome_of(data: bytes) -> AnswerSheet | tuple[Fault, ...]:
    try:
        return read_input(data, DEFINITION)[0]
    except FaultyDocument as faulty:
        return faulty.faults


def read(text: str) -> AnswerSheet:
    return read_input(text.encode(), DEFINITION)[0]


@pytest.mark.parametrize(
    "text", ["{}", '{"answers": {}}', '{"ratings": [], "targets": {}}', "\ufeff{}"]
)
def test_empty_sheet_is_valid(text: str) -> None:
    assert read(text) == AnswerSheet()


def test_sheet_with_every_key() -> None:
    sheet = read(
        """{"answers": {
            "safe.1": {"level": 3, "na": false, "dont_know": false, "evidence": 2, "note": "n"},
            "safe.2": {"level": null, "na": true, "reason": "r"},
            "safe.3": {"dont_know": true, "evidence": 0},
            "safe.4": {},
            "S1.1": {"level": 0}},
          "targets": {"safe": 3, "engaged": 0}}"""
    )
    assert sheet == AnswerSheet.of(
        [
            Answer("safe.1", level=3, evidence=2, note="n"),
            Answer("safe.2", not_applicable=True, reason="r"),
            Answer("safe.3", dont_know=True, evidence=0),
            Answer("safe.4"),
            Answer("S1.1", level=0),
        ],
        {"safe": 3, "engaged": 0},
    )


@given(rated_cases())
def test_input_document_reads_back_as_the_same_sheet(case: Case) -> None:
    document = input_document(case.sheet, Ratings.of(case.ratings))
    sheet, ratings = read_input(json.dumps(document).encode(), case.definition)
    assert input_document(sheet, Ratings.of(ratings)) == document


LEVEL = "is not a level. Write a whole number from 0 to 4."


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]", "A list stands where an object {…} belongs."),
        ("null", "null stands where an object {…} belongs."),
        ("3", "3 stands where an object {…} belongs."),
        ("NaN", "NaN stands where an object {…} belongs."),
        ('{"answer": {}}', 'answer: The key "answer" is not known.'),
        ('{"answers": []}', "answers: A list stands where an object {…} belongs."),
        ('{"answers": null}', "answers: null stands where an object {…} belongs."),
        ('{"targets": [3]}', "targets: A list stands where an object {…} belongs."),
        ('{"answers": {"safe.1": 3}}', 'answers["safe.1"]: 3 stands where an object'),
        ('{"answers": {"safe.9": {}}}', 'answers["safe.9"]: There is no item "safe.9"'),
        ('{"answers": {"": {}}}', 'answers[""]: There is no item ""'),
        ('{"targets": {"S1": 3}}', 'targets.S1: There is no commitment "S1"'),
        (
            '{"answers": {"safe.1": {"lvl": 3}}}',
            'answers["safe.1"].lvl: The key "lvl" is not known.',
        ),
        ('{"answers": {"safe.1": {"level": 5}}}', f'answers["safe.1"].level: 5 {LEVEL}'),
        ('{"answers": {"safe.1": {"level": -1}}}', f"-1 {LEVEL}"),
        ('{"answers": {"safe.1": {"level": 3.0}}}', f"3.0 {LEVEL}"),
        ('{"answers": {"safe.1": {"level": 3e0}}}', f"3e0 {LEVEL}"),
        ('{"answers": {"safe.1": {"level": true}}}', f"true {LEVEL}"),
        ('{"answers": {"safe.1": {"level": "3"}}}', f'The text "3" {LEVEL}'),
        ('{"answers": {"safe.1": {"level": NaN}}}', f"NaN {LEVEL}"),
        ('{"answers": {"safe.1": {"level": -Infinity}}}', f"-Infinity {LEVEL}"),
        ('{"answers": {"safe.1": {"level": 1e999}}}', f"1e999 {LEVEL}"),
        ('{"answers": {"safe.1": {"level": [3]}}}', f"A list {LEVEL}"),
        ('{"targets": {"safe": null}}', f"targets.safe: null {LEVEL}"),
        ('{"targets": {"safe": false}}', f"targets.safe: false {LEVEL}"),
        ('{"targets": {"safe": 2.5}}', f"targets.safe: 2.5 {LEVEL}"),
        ('{"targets": {"safe": 5}}', f"targets.safe: 5 {LEVEL}"),
        (
            '{"answers": {"safe.1": {"na": 1}}}',
            'answers["safe.1"].na: 1 is neither true nor false.',
        ),
        ('{"answers": {"safe.1": {"na": null}}}', "null is neither true nor false."),
        ('{"answers": {"safe.1": {"dont_know": "yes"}}}', 'The text "yes" is neither'),
        ('{"answers": {"safe.1": {"evidence": -1}}}', "-1 is not a whole number, 0 or more."),
        ('{"answers": {"safe.1": {"evidence": 1.5}}}', "1.5 is not a whole number, 0 or more."),
        ('{"answers": {"safe.1": {"evidence": true}}}', "true is not a whole number, 0 or more."),
        ('{"answers": {"safe.1": {"evidence": null}}}', "null is not a whole number, 0 or more."),
        ('{"answers": {"safe.1": {"note": 3}}}', 'answers["safe.1"].note: 3 is not a text.'),
        ('{"answers": {"safe.1": {"reason": null}}}', "null is not a text."),
        ('{"answers": {"safe.1": {"note": "\\ud800"}}}', "half a character"),
        ('{"answers": {"safe.1": {"level": 3, "na": true}}}', "level and na stand together."),
        ('{"answers": {"safe.1": {"level": 0, "dont_know": true}}}', "level and dont_know stand"),
        ('{"answers": {"safe.1": {"na": true, "dont_know": true}}}', "na and dont_know stand"),
        ('{"answers": {}, "answers": {}}', "answers: This key stands more than once."),
        (
            '{"answers": {"safe.1": {"level": 1}, "safe.1": {"level": 2}}}',
            'answers["safe.1"]: This key stands more than once.',
        ),
        (
            '{"answers": {"safe.1": {"level": 1, "level": 1}}}',
            'answers["safe.1"].level: This key stands more than once.',
        ),
        ('{"targets": {"safe": 1, "safe": 1}}', "targets.safe: This key stands more than once."),
        ('{"answers": {"safe.1": {"level": ' + "9" * 5000 + "}}}", "(5000 digits) is not a level"),
    ],
)
def test_fault_is_named(text: str, fault: str) -> None:
    faults = faults_of(text)
    assert len(faults) == 1
    assert fault in faults[0]
    assert "\n" not in faults[0]


def test_all_faults_are_found_at_once() -> None:
    faults = faults_of(
        '{"answers": {"safe.1": {"level": 9, "lvl": 1}, "x": {}}, "targets": {"y": 1}, "z": 0}'
    )
    assert [fault.partition(":")[0] for fault in faults] == [
        "z",
        'answers["safe.1"].lvl',
        'answers["safe.1"].level',
        "answers.x",
        "targets.y",
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "line 1: This is not JSON: Expecting value"),
        (b"{", "line 1: This is not JSON"),
        (b'{"answers": {}} x', "line 1: This is not JSON: Extra data"),
        (b'{\n"answers": {},\n}', "line 3: This is not JSON"),
        (b'{"note": "\n"}', "line 1: This is not JSON: Invalid control character"),
        ('{"answers": {}}'.encode("utf-16"), "line 1: The file is not UTF-8 text."),
        (b'{\n"\xe9": 1}', "line 2: The file is not UTF-8 text."),
        (b"[" * 100_000, "nested more than 20 deep."),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested more than 20 deep."),
        (b" " * (8 * 1024 * 1024 + 1), "The file is larger than 8388608 bytes."),
    ],
)
def test_file_that_is_not_json(data: bytes, fault: str) -> None:
    faults = faults_of(data)
    assert len(faults) == 1
    assert fault in faults[0]


def test_brackets_within_texts_do_not_nest() -> None:
    note = "[" * 100 + '\\"' + "{" * 100
    sheet = read(f'{{"answers": {{"safe.1": {{"level": 1, "note": "{note}"}}}}}}')
    assert sheet.answer_to("safe.1").note == note.replace("\\", "")


@given(
    st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_give_a_sheet_or_faults(data: bytes) -> None:
    outcome = outcome_of(data)
    assert isinstance(outcome, AnswerSheet) or outcome


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["answers", "targets", "ratings", "safe.1", "safe", "level", "na", "x"]
            ),
            parts,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_any_json_gives_a_sheet_or_faults(value: object) -> None:
    outcome = outcome_of(json.dumps(value).encode())
    if isinstance(outcome, AnswerSheet):
        assert isinstance(value, dict)
        assert outcome.targets.keys() <= {"safe"}
    else:
        assert outcome
