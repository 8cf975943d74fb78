"""docs/releases/method.md: how releases are made, with the thresholds that the portal ships."""

from reports.releases.core.thresholds import Thresholds
from reports.releases.method import method_of
from reports.releases.models import Kind
from reports.releases.profile import ATTRIBUTES

MERGING = {
    "smallest": "the smallest groups together, as “all others”",
    "neighbours": "neighbors only",
}


def render_method(thresholds: Thresholds) -> str:
    title, _, text = method_of(Kind.FIELD).partition("\n\n")
    t = thresholds
    attributes = "\n".join(
        f"| {attribute.name} | {len(attribute.values)} | {MERGING[attribute.merging]} |"
        for attribute in ATTRIBUTES
    )
    return f"""# {title}

{text.strip()}

## Who is in it

Verified organizations whose lead joined the cycle and agreed to aggregates, each once: with its latest assessment of the
whole organization, signed within the cycle with the cycle's version of the framework. Who leaves, or takes the
agreement back, before the approval stops the release. A participation release counts every verified
organization that joined, whatever it chose about aggregates.

## Which sets are publishable

At least {t.organizations} organizations of at least {t.systems} parent systems, still so after any {t.colluding_systems}
systems are taken out. An organization without a parent system counts as its own. Tables have at most
{t.attributes_at_once} attributes; {t.groupings_tried} groupings of each are tried. Which of them are shown is decided by the
[joint check](admission.md).

| attribute | values | what may be put together |
|---|---|---|
{attributes}

## What is measured

| measure | shown as | where |
|---|---|---|
| a commitment, a feature, a pillar, an index, a lag, a change | mean, and quartiles | every table in which its respondents pass |
| an item | how many answered each level | the same; “not applicable” and “don’t know” for the whole field alone |
| a barrier, a state of actions, resources asked for | how many organizations | by commitment or feature with at most one attribute |
| a question: don’t-know and not-applicable rates, contested share, agreement, ceiling, floor, correlation | tenths | the whole field |

Pillars, indices and lags are shown only beside their published parts, where the respondents are the same or differ by a
publishable set. A change is shown only where those who left and those who came are none or publishable.

## How figures are rounded

- Means and quartiles have {t.decimals} decimal; a mean at or beyond {t.lowest_mean} or {t.highest_mean} reads “{t.lowest_mean} or
  less” or “{t.highest_mean} or more”. Quartiles are shown from {t.quartiles_from} organizations.
- Counts are rounded to the nearest {t.count_step}; up to {t.small_count} they read “0–{t.small_count}”. Rates are made of the
  rounded counts.
- A distribution is withheld in its whole table where in one of its cells all, or all but {t.holders}, systems gave one
  answer.

The numbers are in `fixtures/disclosure.yaml`. There are no others to fall back on: without that file no release is made.
Each release keeps those that it was made with.

## What a reader should keep in mind

Organizations chose to take part. A difference between two groups is a difference between those that did. Associations
(“features whose growth goes with most lag closed”) are no causes. The figures of two releases are made of different
organizations, but where a change is shown: that is of those in both.

How it was attacked, and with what result: [the attack](attack.md).
"""
