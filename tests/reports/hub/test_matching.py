"""Which stories fit, by hand and by properties."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from lhs_portal.accounts.codes import OrganizationType, Rurality, Sector, SizeBand
from reports.hub.matching import Candidate, Need, Reader, Setting, match_stories
from reports.plans.codes import BARRIERS
from reports.releases.profile import REGIONS

DAY = datetime(2026, 5, 1, tzinfo=UTC)
HERE = Setting("care-delivery", "hospital", "250-999", "west", "rural")
NEEDS = (
    Need("safe", "commitment", "Safe", "a gap of your report"),
    Need("S1", "feature", "S1 Feature", "a priority of your report"),
)


def reader(**changes: object) -> Reader:
    usual = {
        "setting": HERE,
        "needs": NEEDS,
        "barriers": frozenset({"workforce-capacity", "solution-fatigue"}),
        "sizes": SizeBand.values,
        "sectors": dict(Sector.choices),
    }
    return Reader(**{**usual, **changes})


def candidate(
    number: int, subject: str = "S1", setting: Setting = HERE, *barriers: str
) -> Candidate:
    return Candidate(
        UUID(int=number), subject, setting, frozenset(barriers), DAY + timedelta(days=number)
    )


def test_reasons_in_words():
    far = Setting("health-financing", "health-plan", "20000-up", "south", "metropolitan")
    nearly = Setting("care-delivery", "health-center", "1000-4999", "west", "rural")
    matches = match_stories(
        reader(),
        [
            candidate(1, "S1", far),
            candidate(2, "S1", nearly, "local-barriers"),
            candidate(3, "S1", HERE, "workforce-capacity", "solution-fatigue"),
            candidate(4, "F2"),
        ],
    )
    assert [" · ".join(match.reasons) for match in matches] == [
        "Same feature: S1 Feature, a priority of your report · a rural hospital like yours · "
        "of your size · in your region · you both name workforce capacity and solution fatigue",
        "Same feature: S1 Feature, a priority of your report · also in care delivery · "
        "in a rural area as you are · of nearly your size · in your region",
        "Same feature: S1 Feature, a priority of your report",
    ]


def test_the_more_pressing_need_comes_first_whatever_the_setting():
    far = Setting("health-financing", "health-plan", "20000-up", "south", "metropolitan")
    matches = match_stories(reader(), [candidate(1), candidate(2, "safe", far)])
    assert [match.subject for match in matches] == ["safe", "S1"]


def test_equal_fits_are_sorted_by_newness():
    matches = match_stories(reader(), [candidate(1), candidate(3), candidate(2)])
    assert [match.story.int for match in matches] == [3, 2, 1]


SETTINGS = st.builds(
    Setting,
    st.sampled_from(Sector.values),
    st.sampled_from(OrganizationType.values),
    st.sampled_from(SizeBand.values),
    st.sampled_from(list(REGIONS)),
    st.sampled_from(Rurality.values),
)
CODES = st.frozensets(st.sampled_from(list(BARRIERS)))
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.uuids(),
        st.sampled_from(["S1", "safe", "F2"]),
        SETTINGS,
        CODES,
        st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    ),
    max_size=6,
    unique_by=lambda one: one.story,
)


@given(SETTINGS, CODES, CANDIDATES, st.randoms(use_true_random=False))
def test_matches_do_not_depend_on_the_order_and_stay_within_the_needs(
    setting, barriers, candidates, random
):
    asks = reader(setting=setting, barriers=barriers)
    matches = match_stories(asks, candidates)
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert match_stories(asks, shuffled) == matches
    assert {match.story for match in matches} == {
        each.story for each in candidates if each.subject != "F2"
    }
    assert all(match.reasons and all(match.reasons) for match in matches)


@given(SETTINGS, SETTINGS, CODES)
def test_no_story_fits_better_than_one_from_the_same_setting_with_the_same_barriers(
    setting, theirs, barriers
):
    asks = reader(setting=setting, barriers=barriers)
    one, other = candidate(1, "S1", theirs), candidate(2, "S1", setting, *barriers)
    points = {match.story.int: match.points for match in match_stories(asks, [one, other])}
    assert points[2] >= points[1]
