"""What a rater sees on her phone while the others see the wall."""

from dataclasses import dataclass

from assessments.answer_sheet import Answer
from assessments.changes import AnswerChange
from assessments.meeting_queries import LastVote, Seat
from assessments.merging import Seen
from assessments.presenters.section import CUMULATIVE, LevelChoice
from assessments.presenters.wording import choice_in_words
from commitments.definition import Definition, Item
from commitments.saying import said
from lhs_portal.lib.wording import mark, say

WAITING = mark("Waiting for the facilitator to open a vote.")
OPEN = mark("A vote is open. Choose what you hold now, and send it.")
SENT = mark("Your choice: {choice}. You may change it until the vote closes.")
NOT_ASKED = mark(
    "A vote is open on something that only staff can see, so it is not asked of you. Please wait "
    "for the next one."
)
COUNTED = mark("The vote is closed. Your choice, {choice}, is counted.")
NOT_COUNTED = mark("The vote is closed. No choice of yours is counted in it.")
OVER = mark("No votes are held now.")
TOO_LATE = mark("The vote was closed before your choice arrived, so this is not counted: {choice}.")


@dataclass(frozen=True, slots=True)
class BallotFields:
    question: str
    why: str
    rating_rule: str
    levels: tuple[LevelChoice, ...]
    na_checked: bool
    dk_checked: bool
    sent: bool


@dataclass(frozen=True, slots=True)
class VotePage:
    """`token` is what the phone has seen; it changes when there is something else to show.

    `said` is read out; `question` is what the last vote was about, once it is closed.
    """

    token: str
    said: str
    vote: int = 0
    fields: BallotFields | None = None
    question: str = ""
    over: bool = False


def token_of(seat: Seat) -> str:
    if not seat.settling:
        return "over"
    if not seat.vote:
        return "waiting"
    return f"{'open' if seat.vote_open else 'closed'}-{seat.vote}"


def present_vote(definition: Definition, last: LastVote | None, *, settling: bool) -> VotePage:
    token = token_of(Seat(settling, last.pk if last else 0, bool(last and last.open)))
    if not settling:
        return VotePage(token, say(OVER), over=True)
    if last is None or not (last.asked or last.open):
        return VotePage(token, say(WAITING))
    if not last.asked:
        return VotePage(token, say(NOT_ASKED))
    item = definition.item_by_code[last.code]
    mine = choice_in_words(definition, last.own) if last.own.complete else ""
    if not last.open:
        words = say(COUNTED, choice=mine) if mine else say(NOT_COUNTED)
        return VotePage(token, words, question=said(item.question))
    words = say(SENT, choice=mine) if mine else say(OPEN)
    return VotePage(token, words, last.pk, _fields(definition, item, last.own))


def too_late_in_words(definition: Definition, choice: str) -> str:
    sent = AnswerChange("", Seen(0), choice).alone()
    return say(TOO_LATE, choice=choice_in_words(definition, sent))


def _fields(definition: Definition, item: Item, own: Answer) -> BallotFields:
    return BallotFields(
        question=said(item.question),
        why=said(item.why),
        rating_rule=str(definition.rating_rule) or say(CUMULATIVE),
        levels=tuple(
            LevelChoice(
                level.level,
                str(level.name),
                said(item.descriptors[level.level]),
                own.level == level.level,
                f"choice-{level.level}",
            )
            for level in definition.levels
        ),
        na_checked=own.not_applicable,
        dk_checked=own.dont_know,
        sent=own.complete,
    )
