import pytest

from lhs_portal.lib.faults import MOST_FAULTS, Fault, Faults, FaultyDocument, quoted, under


def test_fault_reads_as_one_line() -> None:
    assert str(Fault("items[3].weight", "Write it.", 12)) == "line 12: items[3].weight: Write it."
    assert str(Fault("", "The file is empty.")) == "The file is empty."


def test_faulty_document_says_every_fault() -> None:
    assert str(FaultyDocument([Fault("a", "A."), Fault("b", "B.")])) == "a: A.\nb: B."


def test_faults_are_not_collected_without_end() -> None:
    faults = Faults()
    for line in range(1, MOST_FAULTS):
        faults.append(Fault("a", "A.", line))
    with pytest.raises(FaultyDocument) as raised:
        faults.append(Fault("a", "A.", MOST_FAULTS))
    assert len(raised.value.faults) == MOST_FAULTS + 1
    assert raised.value.faults[-1].message == "There may be more faults. Mend these first."


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("safe", '"safe"'),
        ("a\nb\x1b[1m‮", '"a\\nb\\u001b[1m\\u202e"'),
        ("\ud800", '"\\ud800"'),
        (3, '"3"'),
        ("x" * 500, '"' + "x" * 59 + '…"'),
    ],
)
def test_quoted_is_one_short_line_of_ascii(value: object, shown: str) -> None:
    assert quoted(value) == shown


@pytest.mark.parametrize(
    ("path", "key", "shown"),
    [
        ("", "answers", "answers"),
        ("answers", "safe.1", 'answers["safe.1"]'),
        ("items[3]", "weight", "items[3].weight"),
        ("a", "", 'a[""]'),
        ("a", "é", 'a["\\u00e9"]'),
    ],
)
def test_under_leads_to_a_key(path: str, key: str, shown: str) -> None:
    assert under(path, key) == shown
