"""Pages as a printer meets them: with everything, with nothing, at hostile length, in many scripts."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from reports.presentation.page import ReportPage
from tests.reports import change_samples, rated_samples, samples

SITE = "https://portal.example.org"
BARRIERS = ("limited-resources", "workforce-capacity", "competing-priorities")

ARABIC = "مستشفى المدينة التعليمي (تجريبي) 2026"
HEBREW = "בית החולים העירוני: דוח שנתי, עמוד 3"
HAN = "我们每个月检查一次跌倒预防措施和脓毒症方案；另外三个还没有检查。"
KANA = "転倒予防策と敗血症プロトコルは毎月確認しています。ほかの三つはまだです。"
HANGUL = "낙상 예방 묶음과 패혈증 지침을 매달 확인합니다."
EMOJI = "Night shift 👩🏽‍⚕️ says ☺️ 👍🏽 and 🇸🇪, keycap 1️⃣."
HINDI = "हम हर महीने गिरने की रोकथाम की जाँच करते हैं।"
THAI = "เราตรวจสอบมาตรการป้องกันการหกล้มทุกเดือน"
SCRIPTS = (ARABIC, HEBREW, HAN, KANA, HANGUL, EMOJI, HINDI, THAI)


def action(number: int, **changes: Any) -> samples.Json:
    return {
        "number": number,
        "title": f"Check protocol {number} on every unit",
        "aim": "S1",
        "aim_kind": "feature",
        "owner": "Priya Nair",
        "due": "2027-03-31",
        "state": ("planned", "doing", "done", "dropped")[number % 4],
        "expected": 3,
        "resources": "Half a day of an analyst each week.",
        "barriers": list(BARRIERS[: number % 3]),
        "barrier_other": "",
        "notes": "Agreed with the council of nurses in May.",
        "evidence": ["Minutes of May"] if number % 2 else [],
        **changes,
    }


def everything() -> ReportPage:
    """Rated, signed, compared with an earlier cycle, with a plan after a plan."""
    frozen, comparison = change_samples.twice()
    aims = [("S1", "feature"), ("safe.1", "item"), ("N3", "feature"), ("C2", "feature")]
    plan = [
        action(number, aim=aim, aim_kind=kind)
        for number, (aim, kind) in enumerate(aims * 2, start=1)
    ]
    earlier_plan = {
        "assessment": "Spring 2025",
        "actions": [
            action(number, aim=aim, aim_kind=kind)
            for number, (aim, kind) in enumerate(aims, start=1)
        ],
    }
    more = {"site": SITE, "plan": plan, "earlier_plan": earlier_plan}
    return change_samples.make_page(({**frozen, **more}, comparison))


def over_time() -> ReportPage:
    frozen, comparison = change_samples.over_time()
    return change_samples.make_page(({**frozen, "site": SITE}, comparison))


def full() -> ReportPage:
    return samples.make_page({**samples.full(), "site": SITE})


def empty() -> ReportPage:
    return samples.make_page({**samples.empty(), "site": SITE})


def long_names() -> ReportPage:
    """Every text that a person types at its longest, with words and without."""
    words = "The Greater Northeastern Riverbend Community and Teaching Hospital "
    return _typed(lambda most, place: (words * 800 if place % 2 else "x" * 40_000)[:most].strip())


def many_scripts() -> ReportPage:
    return _typed(lambda most, place: _repeat(SCRIPTS[place % len(SCRIPTS)], min(most, 700)))


def _repeat(text: str, most: int) -> str:
    times = max(1, most // (len(text) + 1))
    lines = [f"{text} {text}".strip() if times > 3 else text] * max(1, times // 2)
    return "\n".join(lines) if most > 400 else text[:most]


def _typed(text: Callable[[int, int], str]) -> ReportPage:
    frozen, comparison = change_samples.twice()
    choose = random.Random(1)
    for place, code in enumerate(list(frozen["answers"])):
        long = 40_000 if place < 4 else choose.choice([0, 60, 500, 2_000])
        frozen["answers"][code] = {**frozen["answers"][code], "note": text(long, place)}
        frozen["settled"][code] = {**frozen["settled"][code], "reason": text(300, place + 1)}
    frozen["dissent"] = {
        code: [{"author": text(150, place), "text": text(2_000, place + 1)}]
        for place, code in enumerate(list(frozen["answers"])[:6])
    }
    frozen["evidence"] = {
        code: [
            rated_samples.piece(text(200, place), shows=text(2_000, place), filename=text(200, 1))
        ]
        for place, code in enumerate(list(frozen["answers"])[:6])
    }
    for place, code in enumerate(frozen["targets"]):
        frozen["targets"][code]["statement"] = text(1_000, place)
    frozen["organization"] = {
        **frozen["organization"],
        "name": text(400, 1),
        "parent_system": text(400, 0),
    }
    frozen["assessment"] = {
        **frozen["assessment"],
        "title": text(400, 2),
        "scope": "unit",
        "unit": text(400, 3),
    }
    frozen["requested_by"] = text(150, 4)
    frozen["named"] = {"r1": text(150, 0), "r6": text(150, 1)}
    frozen["sign_off"] = {**rated_samples.SIGNED, "name": text(150, 5), "role": text(200, 6)}
    comparison["earlier"]["assessment"] = text(400, 7)
    comparison["later"]["assessment"] = text(400, 2)
    plan = [
        action(
            number, title=text(400, number), owner=text(150, number + 1), resources=text(2_000, number),
            barriers=["limited-resources", "other"], barrier_other=text(400, number),
            notes=text(40_000 if number == 1 else 1_000, number), evidence=[text(200, number)],
        )
        for number in range(1, 9)
    ]  # fmt: skip
    earlier = {"assessment": text(400, 7), "actions": plan[:4]}
    more = {"site": SITE, "plan": plan, "earlier_plan": earlier}
    return change_samples.make_page(({**frozen, **more}, comparison))


PAGES: Mapping[str, Callable[[], ReportPage]] = {
    "full": full,
    "everything": everything,
    "over_time": over_time,
    "empty": empty,
    "long_names": long_names,
    "many_scripts": many_scripts,
}
