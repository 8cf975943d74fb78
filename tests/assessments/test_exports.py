from assessments.exports import organization_data
from assessments.models import Assessment, SignOff
from lhs_portal.accounts.models import User
from tests.assessments.factories import sign_submitted, submit_all, submit_answered
from tests.assessments.signing_factories import return_submitted
from tests.cast import seen_by


def test_export_has_each_word_of_the_sponsor(assessment: Assessment, alice: User) -> None:
    return_submitted(submit_all(assessment, alice))
    sign_submitted(submit_answered(assessment, alice))
    [told] = organization_data(seen_by(alice, assessment.organization))["assessments"]
    returned, signed = told["sign_offs"]
    assert (told["mode"], told["state"]) == ("together", "signed")
    assert (returned["verdict"], returned["remarks"]) == ("returned", {"safe.2": "Which unit?"})
    assert (signed["verdict"], signed["name"], signed["role"]) == (
        "signed",
        "Sonia Ekberg",
        "Chief executive",
    )
    assert signed["digest"] == SignOff.objects.get(verdict="signed").digest
    assert told["signed_at"] == signed["at"]
