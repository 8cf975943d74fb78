"""The rules of change once more, as naively as possible and from plain data alone.

Written from "Change between two assessments" in the rules, one sentence after the other, and not
from the code: it takes two framework documents and two input objects.
"""

from fractions import Fraction as Q

from tests.assessments.scoring import oracle
from tests.assessments.scoring.oracle import average, levels_of, says, show

# t(0.975), by degrees of freedom, as the rules print it.
T = "12.706 4.303 3.182 2.776 2.571 2.447 2.365 2.306 2.262 2.228 2.201 2.179 2.160 2.145 2.131 " \
    "2.120 2.110 2.101 2.093 2.086 2.080 2.074 2.069 2.064 2.060 2.056 2.052 2.048 2.045 2.042"  # fmt: skip


def comparison(framework_1, sheet_1, framework_2, sheet_2):
    items_1 = {i["code"]: i for i in framework_1["items"]}
    items_2 = {i["code"]: i for i in framework_2["items"]}
    settled_1, settled_2 = settled_levels(sheet_1), settled_levels(sheet_2)
    ratings_1 = [r for r in sheet_1.get("ratings", []) if says(r)]
    ratings_2 = [r for r in sheet_2.get("ratings", []) if says(r)]
    card_1, card_2 = oracle.card(framework_1, sheet_1), oracle.card(framework_2, sheet_2)

    comparable = [
        c
        for c in items_2
        if c in items_1 and all(items_1[c][k] == items_2[c][k] for k in ("meaning", "subject"))
    ]
    both = [c for c in comparable if c in settled_1 and c in settled_2]

    subjects = {}
    for s in {**card_1["subjects"], **card_2["subjects"]}:
        row = {
            "verdict": "not_comparable",
            "delta": None,
            "difference": None,
            "standard_error_squared": None,
            "degrees": None,
            "raters": [0, 0],
            "earlier_score": card_1["subjects"].get(s, {}).get("score"),
            "later_score": card_2["subjects"].get(s, {}).get("score"),
        }
        subjects[s] = row
        mine = [c for c in both if items_2[c]["subject"] == s]
        if not mine or any(
            sum(weight(items[c]) for c in mine)
            < Q(1, 2) * sum(weight(i) for i in items.values() if i["subject"] == s)
            for items in (items_1, items_2)
        ):
            continue
        w = {c: weight(items_2[c]) for c in mine}
        delta = sum(w[c] * (settled_2[c] - settled_1[c]) for c in mine) / sum(w.values())
        xs, ys = own_means(w, ratings_1), own_means(w, ratings_2)
        row |= {"verdict": "not_tested", "delta": show(delta), "raters": [len(xs), len(ys)]}
        if len(xs) < 3 or len(ys) < 3:
            continue
        d = average(ys) - average(xs)
        a, b = spread(xs) / len(xs), spread(ys) / len(ys)
        welch = (a + b) ** 2 / (a**2 / (len(xs) - 1) + b**2 / (len(ys) - 1))
        df = welch.numerator // welch.denominator
        t = Q(T.split()[min(df, 30) - 1])
        changed = d**2 > t**2 * (a + b) and abs(delta) >= Q(25, 100) and (delta > 0) == (d > 0)
        row |= {
            "verdict": "changed" if changed else "noise",
            "difference": show(d),
            "standard_error_squared": show(a + b),
            "degrees": df,
        }

    targets = {}
    for c in {**sheet_1.get("targets", {}), **sheet_2.get("targets", {})}:
        now = sheet_2.get("targets", {}).get(c)
        gap = card_2["targets"].get(c, {}).get("gap")
        targets[c] = {
            "earlier_target": sheet_1.get("targets", {}).get(c),
            "target": now,
            "met": None if now is None or gap is None else Q(gap) == 0,
        }

    def contested(c, ratings):
        said = [r for r in ratings if r["item"] == c]
        levels = levels_of(said, c)
        if len(levels) < 2:
            return None
        nas = [r for r in said if r.get("na")]
        settled_as_na = len(nas) >= 2 and 2 * len(nas) > len(said)
        return not settled_as_na and oracle.contested(levels)

    turned = {c: (contested(c, ratings_1), contested(c, ratings_2)) for c in comparable}
    return {
        "raters_in_both": len({r["rater"] for r in ratings_1} & {r["rater"] for r in ratings_2}),
        "subjects": subjects,
        "items": {c: {"earlier": settled_1[c], "later": settled_2[c]} for c in both},
        "not_comparable": {
            c: why(items_1.get(c), items_2.get(c), c in settled_1, c in settled_2)
            for c in {**items_1, **items_2}
            if c not in both
        },
        "contested": {
            "new": [c for c in comparable if turned[c] == (False, True)],
            "closed": [c for c in comparable if turned[c] == (True, False)],
            "still": [c for c in comparable if turned[c] == (True, True)],
        },
        "targets": targets,
    }


def weight(item):
    return Q(str(item["weight"]))


def settled_levels(sheet):
    answers = sheet.get("answers", {})
    ratings = [r for r in sheet.get("ratings", []) if says(r)]
    if ratings and not any(says(a) for a in answers.values()):
        answers = oracle.settled_by_rule(answers, ratings)
    return {c: a["level"] for c, a in answers.items() if a.get("level") is not None}


def own_means(w, ratings):
    means = []
    for rater in {r["rater"] for r in ratings}:
        mine = {
            r["item"]: r["level"]
            for r in ratings
            if r["rater"] == rater and r["item"] in w and r.get("level") is not None
        }
        known = sum((w[c] for c in mine), Q(0))
        if known / sum(w.values()) >= Q(1, 2):
            means.append(sum(w[c] * mine[c] for c in mine) / known)
    return means


def spread(xs):
    return max(oracle.sample_variance(xs), Q(1, 16))


def why(item_1, item_2, level_1, level_2):
    if item_1 is None:
        return "new"
    if item_2 is None:
        return "gone"
    if item_1["meaning"] != item_2["meaning"]:
        return "meaning"
    if item_1["subject"] != item_2["subject"]:
        return "moved"
    if level_1 or level_2:
        return "no_level_later" if level_1 else "no_level_earlier"
    return "no_level"
