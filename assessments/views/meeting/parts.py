"""What the wall shows of one item and follows: read anew for each part that has changed."""

from dataclasses import dataclass

from assessments.meeting_queries import Course, load_ballots
from assessments.models import Assessment
from assessments.permissions import why_not_settling
from assessments.presenters.meeting.ladder import Ladder, present_ladder
from assessments.presenters.meeting.screen import SettledNow, present_settled, topic_of
from assessments.presenters.meeting.votes import VotePanel, present_over, present_panel
from assessments.queries import load_answers, load_last_cycle, load_names
from assessments.rating_queries import load_rated
from assessments.settling_queries import load_settlements
from assessments.settling_topics import topics_of
from commitments.queries import load_spoken_definition


@dataclass(frozen=True, slots=True)
class ItemNow:
    ladder: Ladder
    settled: SettledNow


def panel_of(assessment: Assessment, code: str, course: Course) -> VotePanel:
    if not assessment.settling:
        return present_over(why_not_settling(assessment))
    return present_panel(code, course)


def load_item_now(assessment: Assessment, code: str, course: Course) -> ItemNow:
    """Of one item alone. Raises RatingsAreBlind."""
    definition = load_spoken_definition(assessment.framework_version)
    item = definition.item_by_code[code]
    rated = load_rated(assessment, items=[code])
    topics = topics_of(
        definition,
        load_answers(assessment, notes_of=()),
        load_settlements(assessment, [code]),
        rated.ratings,
        subject=item.subject,
    )
    topic = topic_of(topics, code)
    last = load_last_cycle(assessment, [item]).get(code)
    ballots = load_ballots(course, code)
    return ItemNow(
        present_ladder(definition, topic, rated.rounds, last, ballots),
        present_settled(definition, topic, load_names(assessment)),
    )
