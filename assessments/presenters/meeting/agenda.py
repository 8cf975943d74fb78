"""Which item comes next on the wall: in the order of talk, which stays while items are settled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assessments.models import Consensus
from assessments.settling_topics import Standing, Topic


@dataclass(frozen=True, slots=True)
class Stop:
    code: str
    title: str
    settled: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Way:
    """`number` is 0 where the item is none of those that deserve talk; a code may be empty."""

    number: int
    previous: str
    following: str
    following_title: str
    stops: tuple[Stop, ...]

    @property
    def settled(self) -> int:
        return sum(stop.settled for stop in self.stops)


def present_way(topics: Iterable[Topic], code: str, titles: Mapping[str, str]) -> Way:
    """The following one is still to be talked about; the previous one may be settled."""
    listed = order_of_talk(topics)
    codes = [topic.item.code for topic in listed]
    place = codes.index(code) if code in codes else -1
    round_the_list = (*listed[place + 1 :], *listed[: max(place, 0)])
    still = [topic.item.code for topic in round_the_list if _deserves_talk(topic)]
    following = still[0] if still else ""
    return Way(
        number=place + 1,
        previous=codes[place - 1] if place > 0 else "",
        following=following,
        following_title=titles.get(following, ""),
        stops=tuple(
            Stop(
                topic.item.code,
                titles[topic.item.code],
                not _deserves_talk(topic),
                topic.item.code == code,
            )
            for topic in listed
        ),
    )


def first_to_show(topics: Sequence[Topic]) -> str:
    """The first that deserves talk; where nothing does, the first of all."""
    listed = order_of_talk(topics)
    still = [topic for topic in listed if _deserves_talk(topic)]
    return (still or listed or list(topics))[0].item.code


def order_of_talk(topics: Iterable[Topic]) -> list[Topic]:
    """What deserves talk, or was decided; contested and essential items first."""
    listed = [topic for topic in topics if _deserves_talk(topic) or _decided(topic)]
    return sorted(listed, key=_rank)


def _deserves_talk(topic: Topic) -> bool:
    return topic.standing <= Standing.UNSETTLED


def _decided(topic: Topic) -> bool:
    return topic.settlement is not None and topic.settlement.how == Consensus.How.DECIDED


def _rank(topic: Topic) -> Standing:
    """What is decided stands where it stood as long as it was open."""
    if _deserves_talk(topic):
        return topic.standing
    if topic.contested:
        return Standing.CONTESTED_ESSENTIAL if topic.item.essential else Standing.CONTESTED
    return Standing.OUTLYING if topic.outlying else Standing.UNSETTLED
