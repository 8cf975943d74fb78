"""Pages and mails of assessments in Spanish: no English but what people and the framework said."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions import invite_rater, make_join_link
from assessments.actions.join_links import signed_id
from assessments.actions.talk import assign_section, write_comment
from assessments.models import Assessment
from assessments.rater_mail import link_of
from assessments.reminders import send_due_mail
from commitments.models import FrameworkVersion
from commitments.queries import load_rating_guide
from lhs_portal.accounts.codes import Role
from lhs_portal.accounts.models import Organization, User
from tests.assessments import signing_factories
from tests.assessments.evidence_factories import SHOWS, add_file, add_link
from tests.assessments.factories import (
    DETAILS,
    answer_items,
    make_assessment,
    make_sponsor,
    publish_framework,
    sign_all,
    sign_submitted,
    submit_all,
)
from tests.assessments.meeting_factories import hold_vote
from tests.assessments.rating_factories import rate_all
from tests.assessments.rounds_factories import (
    close,
    in_days,
    make_independent,
    make_rater,
    open_again,
    open_for_rating,
)
from tests.assessments.settling_factories import make_settling
from tests.cast import PROFILE, client_of, make_member, make_person
from tests.frameworks import make_document

# Words that English sentences hold and Spanish ones do not.
ENGLISH = re.compile(
    r"\b(the|of|is|are|you|your|with|and|what|this|that|who|they|their|its|was|were|nobody|from|by"
    r"|for|to|an|on|or|not|be|been|it|item|items|answer|answers|level|levels|rating|ratings|rater"
    r"|raters|save|back|open|closed|yet|evidence|history|comments|name|show|close|next|section"
    r"|sections|signed|settled|round|report|link|file|date|target|review|submit|due|change)\b",
    re.IGNORECASE,
)
# What people typed, and names.
TYPED = (
    *(str(PROFILE["name"]), DETAILS["title"], "LHS Portal", "English", "Español", SHOWS),
    *("Minutes of May", "Policy", "minutes.txt", "Chief executive", "Who has the minutes?"),
    *(signing_factories.BECAUSE, signing_factories.DISSENT, "Two were on leave.", "level-list"),
    *(
        "National Academy of Medicine",
        "Which unit?",
        "Nearly.",
        "manage.py load_framework FILE --publish",
    ),
)
FRAMED = re.compile(r"«[^»]*»")


class Texts(HTMLParser):
    """All that is read or spoken of a page, but the parts in another language."""

    SHOWN = ("aria-label", "alt", "placeholder", "title", "data-confirm", "hx-confirm")
    VOID = ("input", "br", "img", "meta", "link", "hr", "path", "use", "source", "wbr")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        elsewhere = tag != "html" and given.get("lang", "es") != "es"
        if tag in ("script", "style", "code", "template") or elsewhere or self._silent:
            if tag not in self.VOID:
                self._silent.append(tag)
            return
        self.found += [given[name] for name in self.SHOWN if name in given]
        if tag == "input" and given.get("type") == "submit":
            self.found.append(given["value"])

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag not in self.VOID:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.found.append(" ".join(data.split()))


def texts_of(html: str) -> list[str]:
    parser = Texts()
    parser.feed(html)
    return parser.found


def english_in(texts: list[str], said: tuple[str, ...]) -> list[str]:
    """The texts with English words, without what the framework or a person said."""
    found = []
    for text in texts:
        rest = FRAMED.sub("", text)
        for other in said:
            rest = rest.replace(other, "")
        if ENGLISH.search(rest):
            found.append(text)
    return found


@pytest.fixture
def framework(db: None) -> FrameworkVersion:
    """Each of its texts stands between « and »."""

    def framed(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == {"en"}:
                return {"en": f"«{value['en']}»"}
            return {key: framed(one) for key, one in value.items()}
        return [framed(one) for one in value] if isinstance(value, list) else value

    return publish_framework(framed(make_document()))


@pytest.fixture
def said(framework: FrameworkVersion) -> tuple[str, ...]:
    """The longest first: one may stand in another."""
    guide = load_rating_guide(framework)
    texts: list[str] = []
    for group in guide.role_groups:
        texts += [str(group.name), str(guide.who(group.code))]
        texts += map(str, guide.introduction(group.code))
    return tuple(sorted({*TYPED, *filter(None, texts)}, key=len, reverse=True))


def speak_spanish(*people: User) -> None:
    User.objects.filter(pk__in=[person.pk for person in people]).update(language="es")


def address(name: str, assessment: Assessment, *more: Any) -> str:
    return reverse(f"assessments:{name}", args=[assessment.pk, *more])


def check_pages(client: Client, urls: Iterator[str] | list[str], said: tuple[str, ...]) -> None:
    left = {}
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        html = response.content.decode()
        assert '<html lang="es"' in html, url
        if found := english_in(texts_of(html), said):
            left[url] = found
    assert not left


def test_rater_sees_spanish_before_in_and_after_the_round(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    assessment = make_independent(organization, framework, alice)
    rater = make_rater(assessment, alice, sections=["safe", "engaged"])
    assert rater.user
    speak_spanish(rater.user)
    client = client_of(rater.user)
    pages = [address("rate", assessment), address("rate_section", assessment, "safe")]
    check_pages(client, pages, said)
    open_for_rating(assessment, alice)
    check_pages(client, pages, said)
    rate_all(rater)
    check_pages(client, pages, said)
    close(assessment, alice)
    check_pages(client, pages, said)
    open_again(assessment, alice)
    check_pages(client, pages, said)


def test_lead_sees_spanish_while_people_answer_together(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    sign_all(make_assessment(organization, framework, alice, title="Baseline 2026"), alice)
    assessment = make_assessment(organization, framework, alice, due=in_days(20))
    add_file(assessment, alice)
    use = add_link(assessment, alice)
    answer_items(assessment, alice, ["safe.1"], choice="3", note="Policy")
    answer_items(assessment, alice, ["safe.2"], choice="na", reason="")
    write_comment(assessment=assessment, item="safe.1", text="Who has the minutes?", by=alice)
    assign_section(assessment=assessment, subject="safe", person=alice, due=in_days(3), by=alice)
    speak_spanish(alice)
    client = client_of(alice)
    names = ("home", "compass", "review", "history", "evidence", "comments", "tasks", "edit")
    pages = [
        reverse("assessments:organization_list", args=[organization.pk]),
        reverse("assessments:start", args=[organization.pk]),
        *(address(name, assessment) for name in names),
        address("section", assessment, "safe"),
        address("section", assessment, "S1"),
        address("item_evidence", assessment, "safe.1"),
        address("evidence_search", assessment, "safe.2"),
        address("evidence_reuse", assessment, "safe.2", use.version_id),
        address("evidence_edit", assessment, use.pk),
        address("evidence_piece", assessment, use.version.evidence_id),
        address("item_comments", assessment, "safe.1"),
    ]
    check_pages(client, pages, said)
    submit_all(assessment, alice)
    frozen = ("home", "sign", "sponsor", "reopen", "review", "history", "compass", "edit")
    check_pages(client, [address(name, assessment) for name in frozen], said)


def test_lead_sees_spanish_while_raters_rate(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    assessment = make_independent(organization, framework, alice)
    speak_spanish(alice)
    client = client_of(alice)
    names = ("home", "raters", "rater_invite", "join_link_new", "history")
    pages = [address(name, assessment) for name in names]
    check_pages(client, pages, said)
    rater = make_rater(assessment, alice, sections=["safe", "engaged"])
    make_join_link(assessment=assessment, role_group="quality", by=alice)
    invite_rater(assessment=assessment, email="new@example.org", role_group="quality", by=alice)
    pages += [
        address("rater_invite", assessment) + "?group=quality",
        address("rater_remove", assessment, rater.pk),
        address("round_open", assessment),
    ]
    check_pages(client, pages, said)
    open_for_rating(assessment, alice)
    pages += [address("round_date", assessment), address("round_close", assessment)]
    check_pages(client, [*pages, address("settling", assessment)], said)
    close(assessment, alice)
    check_pages(client, [*pages, address("round_reopen", assessment)], said)


def test_lead_sees_spanish_while_answers_are_settled(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    ratings = {"safe.1": "0 0 4 4 dk", "safe.2": "3 3 3 2 na", "safe.3": "3 3 3 - -"}
    ratings["engaged.1"] = "1 2 - - -"
    notes = {"safe.1": {0: "Policy"}}
    assessment = make_settling(organization, framework, alice, ratings, notes=notes)
    hold_vote(assessment, "safe.1", "2 2 3 3 3", alice)
    speak_spanish(alice)
    client = client_of(alice)
    names = ("home", "settling", "agenda", "meeting", "review", "raters")
    pages = [
        *(address(name, assessment) for name in names),
        address("settle_section", assessment, "safe"),
        address("settle_section", assessment, "engaged"),
    ]
    check_pages(client, pages, said)
    signing_factories.settle_all(assessment, alice)
    pages += [address("dissent", assessment, "safe.1"), address("history", assessment)]
    check_pages(client, pages, said)


def test_sponsor_reads_and_signs_in_spanish(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    assessment = signing_factories.make_awaiting(organization, framework, alice)
    assert assessment.sponsor
    speak_spanish(assessment.sponsor)
    client = client_of(assessment.sponsor)
    check_pages(client, [address("home", assessment), address("sign", assessment)], said)
    sign_submitted(assessment)
    names = ("home", "sign", "history", "settling", "comments")
    check_pages(client, [address(name, assessment) for name in names], said)


def test_phone_votes_in_spanish(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    ratings = dict.fromkeys(("safe.1", "safe.2"), "0 0 4 4")
    assessment = make_settling(organization, framework, alice, ratings)
    rater = User.objects.get(email="rater0@example.org")
    speak_spanish(rater)
    client = client_of(rater)
    check_pages(client, [address("vote", assessment)], said)
    hold_vote(assessment, "safe.1", "2 2 3 3", alice)
    check_pages(client, [address("vote", assessment), address("rate", assessment)], said)


def test_invited_person_without_an_account_reads_spanish(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    assessment = make_independent(organization, framework, alice)
    invited = invite_rater(
        assessment=assessment, email="new@example.org", role_group="quality", by=alice
    )
    link = make_join_link(assessment=assessment, by=alice)
    token = link_of(invited).rstrip("/").rpartition("/")[2]
    pages = [
        reverse("assessments:rater_invitation", args=[token]),
        reverse("assessments:join", args=[signed_id(link)]),
    ]
    client = Client(headers={"Accept-Language": "es-US,es;q=0.9,en;q=0.5"})
    check_pages(client, pages, (*said, alice.display_name))


def test_refusals_are_in_spanish(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    assessment = make_assessment(organization, framework, alice)
    speak_spanish(alice)
    client = client_of(alice)
    refused = [
        client.post(address("edit", assessment), {"title": "", "period_start": "0226-01-01"}),
        client.post(address("item_evidence", assessment, "safe.1"), {"url": "ftp://x"}),
        client.post(address("section", assessment, "safe"), {"i-safe.1-choice": "9"}),
        client.post(address("review", assessment), {}),
        client.post(address("comments", assessment), {"text": " "}),
    ]
    for response in refused:
        assert response.status_code == 422
        assert english_in(texts_of(response.content.decode()), said) == []


def said_in_mail(message: Any) -> list[str]:
    """Subject and lines, without addresses of pages."""
    lines = [line for line in message.body.splitlines() if "://" not in line]
    return [message.subject, *lines]


@pytest.mark.django_db(transaction=True)
def test_invitation_speaks_as_the_colleague_who_invites(
    organization: Organization, framework: FrameworkVersion, alice: User, said: tuple[str, ...]
) -> None:
    assessment = make_independent(organization, framework, alice)
    mail.outbox.clear()
    invite_rater(assessment=assessment, email="new@example.org", role_group="quality", by=alice)
    assert mail.outbox[-1].subject == "Mercy Valley Hospital asks for your view"
    speak_spanish(alice)
    alice.refresh_from_db()
    invite_rater(assessment=assessment, email="nueva@example.org", role_group="quality", by=alice)
    assert mail.outbox[-1].subject == "Mercy Valley Hospital le pide su opinión"
    left = english_in(said_in_mail(mail.outbox[-1]), (*said, alice.display_name))
    assert left == []


@pytest.mark.django_db(transaction=True)
def test_invitation_to_a_person_who_is_known_speaks_as_that_person(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    assessment = make_independent(organization, framework, alice)
    speak_spanish(make_person("Ines Falk"))
    mail.outbox.clear()
    invite_rater(assessment=assessment, email="INES@example.org", role_group="quality", by=alice)
    assert mail.outbox[-1].subject == "Mercy Valley Hospital le pide su opinión"


@pytest.mark.django_db(transaction=True)
def test_mails_about_work_are_in_the_language_of_who_gets_them(
    organization: Organization,
    framework: FrameworkVersion,
    alice: User,
    bob: User,
    said: tuple[str, ...],
) -> None:
    assessment = make_assessment(organization, framework, alice)
    sponsor = make_sponsor(assessment, alice)
    speak_spanish(bob, sponsor)
    bob.refresh_from_db()
    mail.outbox.clear()
    assign_section(assessment=assessment, subject="safe", person=bob, due=in_days(3), by=alice)
    write_comment(
        assessment=assessment, item="safe.1", text="Who has the minutes?", calls=[bob.pk], by=alice
    )
    submit_all(assessment, alice)
    sent = [message for message in mail.outbox if message.to != [alice.email]]
    assert [message.to for message in sent] == [[bob.email], [bob.email], [sponsor.email]]
    names = tuple(person.display_name for person in (alice, bob, sponsor))
    for message in sent:
        assert english_in(said_in_mail(message), (*said, *names)) == [], message.subject


@pytest.mark.django_db(transaction=True)
def test_digest_says_it_in_each_language_of_the_leads(
    organization: Organization, framework: FrameworkVersion, alice: User
) -> None:
    assessment = make_independent(organization, framework, alice)
    make_rater(assessment, alice, sections=["safe"])
    open_for_rating(assessment, alice)
    lena = make_person("Lena Berg")
    make_member(organization, lena, role=Role.LEAD, by=alice)
    speak_spanish(lena)
    mail.outbox.clear()
    send_due_mail(timezone.now() + timedelta(days=8))
    digest = next(message for message in mail.outbox if alice.email in message.to)
    assert sorted(digest.to) == sorted([alice.email, lena.email])
    assert "how far the raters are / Baseline 2026: hasta dónde" in digest.subject
    assert "0 of 1 rater has finished." in digest.body
    assert "0 de 1 persona evaluadora ha terminado." in digest.body


def test_english_is_found() -> None:
    assert english_in(["Guardar", "Save and continue", "«the item»"], ()) == ["Save and continue"]
