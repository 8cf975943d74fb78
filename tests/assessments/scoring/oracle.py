"""The rules of scoring once more, as naively as possible and from plain data alone.

Written from the rules' own text, one paragraph after the other, and not from the code: it takes the
framework file's document and the input file's object, and gives the figures of the card.
"""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction as Q

WIDE = Context(prec=200)


def show(x):
    if x is None:
        return None
    exact = WIDE.divide(Decimal(x.numerator), Decimal(x.denominator))
    text = str(exact.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP, context=WIDE))
    return "0.000000" if text == "-0.000000" else text


def average(xs):
    return sum(xs) / Q(len(xs))


def card(framework, sheet):
    answers = sheet.get("answers", {})
    ratings = [r for r in sheet.get("ratings", []) if says(r)]
    alone = bool(ratings) and not any(says(a) for a in answers.values())
    if alone:
        answers = settled_by_rule(answers, ratings)
    declared = sheet.get("targets", {})
    features = [f["code"] for f in framework["features"]]
    commitments = [c["code"] for c in framework["commitments"]]
    pillars = [p["code"] for p in framework["pillars"]]
    pillar_of = {f["code"]: f["pillar"] for f in framework["features"]}
    s = {(f, c): 0 for f in features for c in commitments}
    for link in framework["through_line"]:
        s[link["feature"], link["commitment"]] = link["strength"]
    collected = any("evidence" in a for a in answers.values())

    parts = {x: subject(x, framework, answers, collected) for x in features + commitments}
    applicable = {x for x in parts if parts[x]["coverage"] is not None}
    scored = {x for x in parts if parts[x]["score"] is not None}

    pillar = {}
    for p in pillars:
        mine = [f for f in features if pillar_of[f] == p and f in applicable]
        good = [f for f in mine if f in scored]
        enough = bool(mine) and 3 * len(good) >= 2 * len(mine)
        levels = [parts[f]["attained"] for f in mine]
        pillar[p] = {
            "score": average([parts[f]["score"] for f in good]) if enough else None,
            "attained": None if not levels or None in levels else min(levels),
            "reason": None if enough else "parts_missing" if mine else "not_applicable",
        }

    mine = [pillar[p]["score"] for p in pillars if pillar[p]["reason"] != "not_applicable"]
    all_scored = bool(mine) and None not in mine
    foundations = {
        "score": average(mine) if all_scored else None,
        "reason": None if all_scored else "parts_missing" if mine else "not_applicable",
    }
    mine = [c for c in commitments if c in applicable]
    good = [c for c in mine if c in scored]
    enough = bool(mine) and 100 * len(good) >= 80 * len(mine)
    commitment_index = {
        "score": average([parts[c]["score"] for c in good]) if enough else None,
        "reason": None if enough else "parts_missing" if mine else "not_applicable",
    }

    def carried(c, fs):
        fs = [f for f in fs if f in applicable]
        all_strength = sum(s[f, c] for f in fs)
        strength = sum(s[f, c] for f in fs if f in scored)
        if all_strength == 0 or strength * 2 < all_strength:
            return None
        return sum(s[f, c] * parts[f]["score"] for f in fs if f in scored) / Q(strength)

    threads, lag = {}, {}
    for c in commitments:
        enabling = carried(c, features)
        lag[c] = parts[c]["score"] - enabling if c in scored and enabling is not None else None
        state = None
        if lag[c] is not None:
            state = "ahead" if lag[c] >= Q(1, 2) else "behind" if lag[c] <= Q(-1, 2) else "aligned"
        threads[c] = {
            "enabling": show(enabling),
            "lag": show(lag[c]),
            "state": state,
            "by_pillar": {
                p: show(carried(c, [f for f in features if pillar_of[f] == p])) for p in pillars
            },
        }

    target = {c: declared.get(c, 4) for c in commitments}
    gap = {
        c: max(Q(0), target[c] - parts[c]["score"]) if c in scored else None for c in commitments
    }
    strengths = [c for c in commitments if c in scored and parts[c]["score"] >= 2]
    strengths = sorted(strengths, key=lambda c: (-parts[c]["score"], commitments.index(c)))[:3]
    gaps = [c for c in commitments if c not in strengths and gap[c] is not None and gap[c] > 0]
    gaps = sorted(gaps, key=lambda c: (-gap[c], commitments.index(c)))[:3]

    priorities = []
    for f in features:
        if f not in scored:
            continue
        total = Q(0)
        for c in commitments:
            bottom = sum(s[g, c] for g in features if g in applicable)
            if gap[c] is not None and bottom:
                total += gap[c] * Q(s[f, c], bottom)
        leverage = (4 - parts[f]["score"]) / 4 * total
        if leverage > 0:
            row = {
                "feature": f,
                "leverage": show(leverage),
                "lifts": [c for c in commitments if s[f, c] and gap[c]],
                "protects": [c for c in commitments if s[f, c] and threads[c]["state"] == "ahead"],
                "held_back_by": parts[f]["held_back_by"],
            }
            priorities.append((-leverage, features.index(f), row))
    priorities.sort(key=lambda entry: entry[:2])

    asked = [i["code"] for i in framework["items"] if not answers.get(i["code"], {}).get("na")]
    dont_know = [code for code in asked if answers.get(code, {}).get("dont_know")]
    dont_know_rate = Q(len(dont_know), len(asked)) if asked else None
    if alone:
        dont_know_rate = Q(len([r for r in ratings if r.get("dont_know")]), len(ratings))
    fractions = ("score", "low", "high", "coverage", "evidenced")
    result = {
        "subjects": {
            x: {k: show(v) if k in fractions else v for k, v in parts[x].items()} for x in parts
        },
        "pillars": {p: {**pillar[p], "score": show(pillar[p]["score"])} for p in pillar},
        "indices": {
            "foundations": {**foundations, "score": show(foundations["score"])},
            "commitments": {**commitment_index, "score": show(commitment_index["score"])},
        },
        "through_line": threads,
        "targets": {
            c: {"target": target[c], "declared": c in declared, "gap": show(gap[c])}
            for c in commitments
        },
        "strengths": strengths,
        "gaps": gaps,
        "all_targets_met": bool(declared) and all(gap[c] == 0 for c in declared),
        "dont_know": show(dont_know_rate),
        "not_ranked": [f for f in features if f in applicable and f not in scored],
        "priorities": [row for _, _, row in priorities],
    }
    if ratings:
        result["items"] = items(answers, ratings)
        for x in parts:
            if any(subject_of(framework, r) == x for r in ratings):
                result["subjects"][x]["agreement"] = agreement(x, framework, ratings)
    return result


def subject(code, framework, answers, collected):
    w, level, essential, evidence = {}, {}, [], {}
    for item in framework["items"]:
        answer = answers.get(item["code"], {})
        if item["subject"] != code or answer.get("na"):
            continue
        i = item["code"]
        w[i] = Q(str(item.get("weight", "1")))
        level[i] = answer.get("level")
        evidence[i] = answer.get("evidence", 0)
        if item["essential"]:
            essential.append(i)
    if not w:
        nothing = dict.fromkeys(("score", "low", "high", "coverage", "attained", "evidenced"))
        return {**nothing, "held_back_by": [], "reason": "not_applicable"}
    answered = [i for i in w if level[i] is not None]
    coverage = sum((w[i] for i in answered), Q(0)) / sum(w.values())
    unanswered_essentials = [i for i in essential if level[i] is None]
    has_score = coverage >= Q(1, 2) or (len(essential) > 0 and not unanswered_essentials)

    def profile(levels):
        return sum(w[i] * levels[i] for i in levels) / sum(w[i] for i in levels)

    attained, held_back_by = None, unanswered_essentials
    if essential and not unanswered_essentials:
        attained = min(level[i] for i in essential)
        held_back_by = [i for i in essential if level[i] < attained + 1] if attained < 4 else []
    evidenced = None
    if has_score and collected:
        evidenced = profile(
            {i: 2 if level[i] in (3, 4) and evidence[i] == 0 else level[i] for i in answered}
        )
    return {
        "score": profile({i: level[i] for i in answered}) if has_score else None,
        "low": profile({i: level[i] if i in answered else 0 for i in w}),
        "high": profile({i: level[i] if i in answered else 4 for i in w}),
        "coverage": coverage,
        "attained": attained,
        "held_back_by": held_back_by,
        "evidenced": evidenced,
        "reason": None if has_score else "not_enough_answers",
    }


def says(entry):
    return entry.get("level") is not None or entry.get("na", False) or entry.get("dont_know", False)


def subject_of(framework, rating):
    return next(i["subject"] for i in framework["items"] if i["code"] == rating["item"])


def levels_of(ratings, item):
    return sorted(r["level"] for r in ratings if r["item"] == item and r.get("level") is not None)


def settled_by_rule(answers, ratings):
    settled = {code: dict(entry) for code, entry in answers.items()}
    for item in {r["item"] for r in ratings}:
        said = [r for r in ratings if r["item"] == item]
        nas = [r for r in said if r.get("na")]
        levels = levels_of(ratings, item)
        entry = settled.setdefault(item, {})
        if len(nas) >= 2 and len(nas) / len(said) > 0.5:
            entry["na"] = True
        elif len(levels) >= 2 and not contested(levels):
            entry["level"] = levels[(len(levels) - 1) // 2]
    return settled


def deviation(levels):
    return average([abs(x - average(levels)) for x in levels])


def near_the_median(levels):
    lower_median = levels[(len(levels) - 1) // 2]
    return Q(len([x for x in levels if -1 <= x - lower_median <= 1]), len(levels))


def contested(levels):
    return deviation(levels) >= Q(5, 6) or near_the_median(levels) < Q(8, 10)


def sample_variance(xs):
    return sum((x - average(xs)) ** 2 for x in xs) / Q(len(xs) - 1)


def items(answers, ratings):
    found = {}
    for item in {r["item"] for r in ratings}:
        levels = levels_of(ratings, item)
        n = len(levels)
        row = dict.fromkeys(
            ("mean", "median", "range", "near_median", "ad", "r_wg", "contested", "outlying")
        )
        if n >= 2:
            middle = levels[n // 2] if n % 2 else Q(levels[n // 2 - 1] + levels[n // 2], 2)
            row = {
                "mean": show(average(levels)),
                "median": show(Q(middle)),
                "range": max(levels) - min(levels),
                "near_median": show(near_the_median(levels)),
                "ad": show(deviation(levels)),
                "r_wg": show(1 - min(sample_variance(levels), Q(2)) / 2),
                "contested": contested(levels),
                "outlying": max(levels) - min(levels) >= 3 and not contested(levels),
            }
        found[item] = {"n": n, "settled": answers.get(item, {}).get("level"), **row}
    return found


T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201]  # to 12 raters


def agreement(code, framework, ratings):
    of_items = [
        levels
        for i in framework["items"]
        if i["subject"] == code and len(levels := levels_of(ratings, i["code"])) >= 2
    ]
    r_wg_j = ad = None
    if of_items:
        j, s = len(of_items), min(average([sample_variance(x) for x in of_items]), Q(2))
        r_wg_j = Q(0) if s == 2 else j * (1 - s / 2) / (j * (1 - s / 2) + s / 2)
        ad = average([deviation(levels) for levels in of_items])

    own, leaders, front = [], [], []
    for rater in {r["rater"] for r in ratings}:
        mine = [r for r in ratings if r["rater"] == rater]
        score = subject(code, framework, {r["item"]: r for r in mine}, False)["score"]
        if score is None:
            continue
        own.append(score)
        group = mine[0].get("role_group")
        if group in ("leadership", "management", "board"):
            leaders.append(score)
        if group in ("clinical-front-line", "other-front-line"):
            front.append(score)
    interval = None
    if len(own) >= 5:
        n, t = len(own), Decimal(str(T[len(own) - 2]))
        q = sample_variance(own) / n
        root = WIDE.sqrt(WIDE.divide(Decimal(q.numerator), Decimal(q.denominator)))
        half = Q(WIDE.multiply(t, root))
        interval = [show(max(average(own) - half, Q(0))), show(min(average(own) + half, Q(4)))]
    gap = average(leaders) - average(front) if min(len(leaders), len(front)) >= 3 else None
    return {
        "r_wg_j": show(r_wg_j),
        "ad": show(ad),
        "interval": interval,
        "range": [show(min(own)), show(max(own))] if len(own) >= 2 else None,
        "role_gap": show(gap),
    }
