from commitments.comparing import Fate, comparable_items, item_fates
from tests.commitments.comparing.test_versions import OLD, changed, item, retire
from tests.frameworks import Document


def test_what_becomes_of_each_item() -> None:
    def change(document: Document) -> None:
        item(document, "engaged.1")["question"]["en"] = "Who asks?"
        item(document, "engaged.2").update(meaning=2, subject="safe")
        item(document, "engaged.3").update(subject="safe")
        gone = retire(document, "safe.1", "safe.5", "safe.6")
        document["items"] += [{**gone, "code": f"safe.{n}", "split_from": "safe.1"} for n in (5, 6)]
        document["items"].remove(item(document, "safe.2"))

    new = changed(change)
    fates = item_fates(OLD, new)
    told = {code: fate for code, fate in fates.items() if fate is not Fate.KEPT}
    assert told == {
        "engaged.1": Fate.REWORDED,
        "engaged.2": Fate.CHANGED_MEANING,
        "engaged.3": Fate.MOVED,
        "safe.5": Fate.ADDED,
        "safe.6": Fate.ADDED,
        "safe.1": Fate.SPLIT,
        "safe.2": Fate.RETIRED,
    }
    assert list(fates)[-2:] == ["safe.1", "safe.2"]
    lost = {"engaged.2", "safe.1", "safe.2"}
    assert comparable_items(OLD, new) == set(OLD.item_by_code) - lost


def test_weights_and_translations_leave_an_item_kept() -> None:
    def change(document: Document) -> None:
        item(document, "safe.1").update(weight="3", essential=False)
        item(document, "safe.1")["why"]["es"] = "Porque."

    assert set(item_fates(OLD, changed(change)).values()) == {Fate.KEPT}
