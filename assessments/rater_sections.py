"""Which sections a rater is asked about: by default what the role group can know."""

from collections.abc import Iterable

from assessments.models import Assessment
from commitments.queries import load_spoken_definition, load_spoken_rating_guide
from lhs_portal.accounts.refusals import Refused
from lhs_portal.lib.wording import say


def offered_sections(assessment: Assessment, role_group: str) -> tuple[str, ...]:
    """All that may be asked of the group, the likeliest first. Raises KeyError for no such group.

    The assessment has its organization and framework version.
    """
    version = assessment.framework_version
    return load_spoken_rating_guide(version).offered(
        load_spoken_definition(version), role_group, assessment.organization.sector
    )


def default_sections(assessment: Assessment, role_group: str) -> tuple[str, ...]:
    """In the order of asking. Raises KeyError for no such group."""
    offered = offered_sections(assessment, role_group)
    guide = load_spoken_rating_guide(assessment.framework_version)
    return tuple(code for code in guide.sections_for(role_group) if code in offered)


def sections_to_rate(
    assessment: Assessment, role_group: str, wanted: Iterable[str] | None = None
) -> tuple[str, ...]:
    """`wanted` in the order of asking, or the group's own where it is None. Never empty.

    Raises Refused where nothing can be asked of the group, KeyError for no such group.
    """
    if wanted is None:
        sections = default_sections(assessment, role_group)
    else:
        chosen = set(wanted)
        offered = offered_sections(assessment, role_group)
        if unknown := chosen.difference(offered):
            raise Refused(
                say(
                    "This role group is not asked about {sections}.",
                    sections=", ".join(sorted(unknown)),
                )
            )
        sections = tuple(code for code in offered if code in chosen)
    if not sections:
        raise Refused(say("Choose at least one section for this role group to rate."))
    return sections
