from commitments.comparing import compare
from commitments.definition import Definition
from commitments.drafting.publication_rules import doubtful_wordings, faults_against_base
from commitments.drafting.release_notes import draft_notes
from tests.commitments.comparing.test_versions import OLD, changed, item, retire
from tests.frameworks import Document


def told(base_faults: object) -> list[str]:
    return [str(fault.message) for fault in base_faults]  # type: ignore[attr-defined]


def test_an_item_that_is_retired_is_not_lost() -> None:
    assert not faults_against_base(OLD, changed(lambda document: retire(document, "safe.4")))


def test_what_was_retired_stays_retired_and_its_code_is_not_used_again() -> None:
    base = changed(lambda document: retire(document, "safe.4"))
    assert told(faults_against_base(base, OLD)) == [
        "safe.4 is the code of a retired item, and is never used again. Choose another.",
    ]
    gone = changed(lambda document: document["items"].remove(item(document, "safe.4")))
    assert told(faults_against_base(base, gone)) == [
        "safe.4 was retired in version 2025.1 and is missing. It must stay readable.",
    ]


def test_a_new_item_begins_with_the_first_meaning_and_none_falls() -> None:
    def change(document: Document) -> None:
        document["items"].append({**item(document, "safe.1"), "code": "safe.9", "meaning": 2})

    new = changed(change)
    assert told(faults_against_base(OLD, new)) == ["safe.9 is new: its meaning begins with 1."]
    base = changed(lambda document: item(document, "safe.1").update(meaning=3))
    assert told(faults_against_base(base, OLD)) == [
        "The meaning of safe.1 is 1. It stays 3, or rises to 4."
    ]


def test_a_number_of_meaning_stands_for_one_question_over_all_versions() -> None:
    def asks(question: str, meaning: int) -> Definition:
        text = {"en": question}
        return changed(lambda d: item(d, "safe.1").update(question=text, meaning=meaning))

    other = asks("Who does safe.1?", 2)
    assert not faults_against_base(OLD, other, [other])
    assert told(faults_against_base(OLD, asks("Where is it done?", 2), [other])) == [
        "The meaning of safe.1 is 2. It stays 1, or rises to 3."
    ]
    assert not faults_against_base(OLD, asks("Where is it done?", 3), [other])
    assert not faults_against_base(OLD, asks("How is safe.1 done here?", 1), [other])


def test_a_code_stands_for_one_item_over_all_versions() -> None:
    def asks(question: str) -> Definition:
        new = {"code": "safe.9", "question": {"en": question}}
        return changed(lambda d: d["items"].append({**item(d, "safe.1"), **new}))

    one, other = asks("Who is told?"), asks("Where is it?")
    assert not faults_against_base(OLD, one, [one])
    taken = [f"safe.9 is the code of another item of version {one.version}. Choose another."]
    assert told(faults_against_base(OLD, other, [one])) == taken
    retired = changed(
        lambda d: (d["items"].append({**item(d, "safe.1"), "code": "safe.9"}), retire(d, "safe.9"))
    )
    assert told(faults_against_base(OLD, other, [retired])) == taken


def test_a_changed_scale_that_stays_comparable_is_pointed_at() -> None:
    def change(document: Document) -> None:
        item(document, "safe.1")["descriptors"][4]["en"] = "All of it."
        item(document, "safe.2")["why"]["en"] = "Because."
        item(document, "safe.3").update(meaning=2, question={"en": "Who?"})

    assert doubtful_wordings(OLD, changed(change)) == ("safe.1",)


def test_notes_are_drafted_in_plain_language() -> None:
    def change(document: Document) -> None:
        item(document, "safe.1")["question"]["en"] = "Who?"
        item(document, "safe.2").update(meaning=2)
        retire(document, "safe.4")
        document["through_line"][0]["strength"] = 1
        document["rating_rule"] = {"en": "The highest."}

    new = changed(change)
    assert draft_notes(compare(OLD, new), OLD, new).split("\n\n") == [
        "Version 2025.1 follows version 2024.12.",
        "1 question now means something else. Items: safe.2.",
        "1 question is worded anew and means the same. Items: safe.1.",
        "1 question is no longer asked. Items: safe.4.",
        "1 text outside of the questions is worded anew.",
        "1 link between a feature and a commitment changes its strength.",
        "Answers to 26 of 27 questions can be compared with those of version 2024.12.",
    ]
