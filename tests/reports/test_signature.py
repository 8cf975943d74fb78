"""Who signed stands in the report, frozen with it; reports from before sign-off stay readable."""

import io
import json

import pypdf
import pytest

from assessments.actions import sign, submit
from assessments.models import Assessment, SignOff
from assessments.signed_content import digest_of_content
from lhs_portal.accounts.models import Organization, User
from reports.actions import request_preliminary_report
from reports.documents.pdf import render_pdf
from reports.models import Report
from tests.reports import samples
from tests.reports.factories import answer_items
from tests.reports.test_report_page import render

SIGNED = {
    "name": "Sonia Ekberg",
    "role": "Chief executive",
    "at": "2026-11-22T10:00:00Z",
    "as_author": False,
    "digest": "1a2b3c4d5e6f" + "0" * 52,
}


@pytest.mark.django_db
def test_signature_is_frozen_with_the_report(report: Report) -> None:
    sign_off = SignOff.objects.get()
    frozen = json.loads(report.frozen_input)["sign_off"]
    assert (frozen["name"], frozen["role"]) == ("Sonia Ekberg", "Chief executive")
    assert (frozen["digest"], frozen["as_author"]) == (sign_off.digest, False)
    assert frozen["at"] == sign_off.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert frozen["digest"] == digest_of_content(report.assessment)


@pytest.mark.django_db
def test_author_signs_and_the_report_says_so(
    assessment: Assessment, organization: Organization, alice: User
) -> None:
    Organization.objects.filter(pk=organization.pk).update(author_may_sign=True)
    answer_items(assessment, alice)
    submitted = submit(assessment=assessment, sponsor=None, by=alice)
    digest = digest_of_content(submitted)
    sign(assessment=submitted, role="Director", digest=digest, by=alice)
    assert json.loads(Report.objects.get().frozen_input)["sign_off"]["as_author"] is True


@pytest.mark.django_db
def test_preliminary_report_has_no_signature(assessment: Assessment, alice: User) -> None:
    answer_items(assessment, alice, count=5)
    report = request_preliminary_report(assessment=assessment, by=alice)
    assert "sign_off" not in json.loads(report.frozen_input)


@pytest.mark.parametrize(
    ("as_author", "lead"), [(False, "Signed by <b>"), (True, "Signed by its author <b>")]
)
def test_report_page_says_who_signed(as_author: bool, lead: str) -> None:
    page = render({**samples.full(), "sign_off": {**SIGNED, "as_author": as_author}})
    assert f"{lead}Sonia Ekberg, Chief executive</b>, Nov" in page
    assert "<code>1a2b3c4d5e6f</code>" in page


def test_report_page_of_an_old_report_has_no_signature() -> None:
    assert "Signed by" not in render(samples.full())
    assert samples.make_page(samples.full()).identity.signature is None


@pytest.mark.parametrize(
    ("as_author", "lead"), [(False, "Signed by"), (True, "Signed by its author")]
)
def test_first_page_of_the_pdf_says_who_signed(as_author: bool, lead: str) -> None:
    frozen = {**samples.full(), "sign_off": {**SIGNED, "as_author": as_author}}
    pdf = render_pdf(samples.make_material(frozen))
    first = pypdf.PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    words = " ".join(first.split())
    assert f"{lead} Sonia Ekberg, Chief executive, Nov" in words
    assert "digest 1a2b3c4d5e6f" in words
