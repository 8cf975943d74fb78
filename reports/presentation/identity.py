"""Who the report is about, and what it was made from."""

from lhs_portal.lib.wording import mark, say
from reports.presentation.page import Fact, Identity, Signature
from reports.presentation.reading import Reading
from reports.presentation.wording import moment, moment_in_words, period

_FACTS = (
    ("sector", mark("Sector")),
    ("type", mark("Type")),
    ("size_band", mark("Size")),
    ("ownership", mark("Ownership")),
    ("rurality", mark("Rurality")),
    ("census_division", mark("Census division")),
    ("parent_system", mark("Parent system")),
)


def present_identity(reading: Reading) -> Identity:
    frozen = reading.frozen
    organization, assessment = frozen["organization"], frozen["assessment"]
    kind = say("Preliminary report") if reading.preliminary else say("Report")
    return Identity(
        number=frozen["number"],
        preliminary=reading.preliminary,
        title=say("Learning health system maturity report"),
        kind_shown=kind,
        requested_at=moment(frozen["requested_at"]),
        requested_at_shown=moment_in_words(frozen["requested_at"]),
        requested_by=frozen["requested_by"],
        language=reading.language or frozen["language"],
        organization=organization["name"],
        organization_facts=tuple(_facts(organization)),
        assessment=assessment["title"],
        period=period(assessment["period_start"], assessment["period_end"]),
        scope=(
            say("The unit {unit}", unit=assessment["unit"])
            if assessment["scope"] == "unit"
            else say("The whole organization")
        ),
        framework_title=reading.text(reading.definition.title),
        framework_version=frozen["framework"]["version"],
        framework_digest=frozen["framework"]["digest"],
        scoring_version=reading.card["scoring_version"],
        input_digest=reading.card["input_digest"],
        frozen_digest=reading.frozen_digest,
        verify_url=f"{frozen.get('site', '')}/verify/{reading.frozen_digest}",
        signature=present_signature(reading),
    )


def present_signature(reading: Reading) -> Signature | None:
    """None for what nobody signed, such as a preliminary report."""
    sign_off = reading.frozen.get("sign_off")
    if sign_off is None:
        return None
    return Signature(
        lead=say("Signed by its author") if sign_off["as_author"] else say("Signed by"),
        name_and_role=f"{sign_off['name']}, {sign_off['role']}",
        at_shown=moment_in_words(sign_off["at"]),
        digest=sign_off["digest"],
    )


def _facts(organization: dict[str, str | None]) -> list[Fact]:
    facts = []
    for key, label in _FACTS:
        shown = organization.get(f"{key}_name") or organization.get(key)
        if shown:
            # A choice of the organization’s profile is kept as its English label.
            facts.append((say(label), say(shown) if f"{key}_name" in organization else shown))
    return facts
