import csv
import io

from django.urls import reverse

from assessments.actions import reopen
from assessments.actions.talk import write_comment
from assessments.models import Assessment
from lhs_portal.accounts.models import User
from lhs_portal.lib.spreadsheet_text import unprotect
from tests.assessments.factories import sign_all
from tests.cast import client_of


def test_history_as_csv_has_every_event_oldest_first(assessment: Assessment, alice: User) -> None:
    write_comment(assessment=assessment, item="safe.1", text="=1+1 said @Nobody", by=alice)
    sign_all(assessment, alice)
    reopen(assessment=assessment, reason="A slip", by=alice)
    response = client_of(alice).get(reverse("assessments:history_csv", args=[assessment.pk]))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["time", "who", "what", "where", "item", "part", "from", "to"]
    said = [row[2] for row in rows[1:]]
    assert "started the assessment" in said[0]
    assert "reopened" in said[-1]
    comment = next(row for row in rows if row[5] == "Comment")
    assert comment[3:5] == ["Safe, item 1", "safe.1"]
    assert comment[7].startswith("'=")
    assert unprotect(comment[7]) == "=1+1 said @Nobody"
    assert [row[1] for row in rows if "signed the assessment" in row[2]] == ["Sonia Ekberg"] * 2
