"""`make attack`: the whole attack, field by field. It goes on where it was broken off."""

import argparse
import json
import os
import sys
import time
from math import inf
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
os.environ.setdefault("LHS_MODE", "test")

SIZES = (15, 40, 120, 160, 400)
SEEDS = 20
# Beyond this the identities between measures are tried in part: see `families`.
SMALL = 160


def main() -> int:
    import django

    django.setup()
    from tests.attacker.table import write_table

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(1, SEEDS + 1)))
    parser.add_argument("--items", choices=("some", "all"), default="some")
    parser.add_argument("--results", type=Path, default=Path("var/attack"))
    asked = parser.parse_args()
    asked.results.mkdir(parents=True, exist_ok=True)
    lost = False
    for seed in asked.seeds:
        for size in asked.sizes:
            path = asked.results / f"{size}-{seed}-{asked.items}.json"
            if not path.exists():
                result = _run(seed, size, asked.items)
                path.write_text(json.dumps(result, indent=1), encoding="utf-8")
                write_table(asked.results)
            result = json.loads(path.read_text(encoding="utf-8"))
            lost |= bool(result["won"])
            print(f"N = {size}, seed {seed}: {'LOST' if result['won'] else 'held'}", flush=True)
            for said in result["won"]:
                print(f"   {said}")
    write_table(asked.results)
    return int(lost)


def _run(seed: int, size: int, items: str) -> dict[str, object]:
    from tests.attacker.attack import attack
    from tests.attacker.families import families
    from tests.attacker.scene import know, make_cycles, print_figures, release

    def say(what: str) -> None:
        print(f"\r   N = {size}, seed {seed}: {what[:80]:80}", end="", flush=True)

    started, used = time.monotonic(), time.process_time()
    released = release(
        make_cycles(seed, size, dont_know=0.02),
        wanted=lambda measure: items == "all" or _is_one_of_some(measure),
        say=say,
    )
    admitted = time.process_time()
    found = attack(print_figures(released), know(released), families(whole=size <= SMALL), say)
    print()
    return {
        "size": size,
        "seed": seed,
        "items": items,
        "members": [len(one.members) for one in released],
        "tables": [len(one.admission.tables) for one in released],
        "measures": [len(one.measures) for one in released],
        "figures": found.figures,
        "checks": found.checks,
        "solved": sorted(found.solved),
        "sets": [[what, list(names)] for what, names in found.sets],
        "narrowest": None if found.narrowest == inf else round(found.narrowest, 3),
        "at_an_end": None
        if found.narrowest_at_an_end == inf
        else round(found.narrowest_at_an_end, 3),
        "undecided": found.undecided,
        "won": found.won,
        "seconds": round(time.monotonic() - started),
        "admission_cpu": round(admitted - used, 1),
        "attack_cpu": round(time.process_time() - admitted, 1),
    }


def _is_one_of_some(measure: str) -> bool:
    """Of the four items of a subject the first, and of its questions too."""
    if measure.startswith(("item:", "question:")):
        return measure.endswith(".1")
    return True


if __name__ == "__main__":
    sys.exit(main())
