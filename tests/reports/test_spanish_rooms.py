"""Plans, the hub, the field, the workbench and releases in Spanish: no English but what people and
the framework said."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from string import Template
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from commitments.models import FrameworkVersion
from commitments.queries import document_from_rows
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import Organization, User
from lhs_portal.lib.languages import speaking
from reports.documents.fonts import load_library
from reports.documents.print_text import PrintText
from reports.field.actions.interest import invite_from_interest, send_interest
from reports.field.actions.inviting import invite_organizations
from reports.field.actions.participating import choose_aggregates, join_cycle
from reports.field.mailing import send_field_mail
from reports.field.models import FieldCycle
from reports.field.what_is_shown import TEXT, TRANSLATED, render_what_is_shown
from reports.hub.actions.contacting import answer_contact
from reports.hub.mailing import send_waiting_notices
from reports.models import Report
from reports.plans.reminders import send_plan_reminders
from reports.releases.bundle import store_files
from reports.releases.configuration import load_thresholds
from reports.releases.models import Release
from reports.workbench.briefing_data import WORDS, build_briefing_data
from reports.workbench.briefing_material import load_material
from tests.assessments.test_spanish import TYPED, english_in, speak_spanish, texts_of
from tests.cast import client_of, make_person
from tests.reports.field.factories import (
    make_cycle,
    make_interest,
    make_participation_release,
    posted_interest,
    verify,
)
from tests.reports.hub.factories import TEXT as STORY
from tests.reports.hub.factories import ask, draft, make_exemplar, offered, published
from tests.reports.plans.factories import finish, plan_action
from tests.reports.releases import factories as of_releases
from tests.reports.workbench.factories import publish_release
from tests.reports.workbench.sharing import ALL_PAGES, OPERATIONS, brief, note, save

pytestmark = pytest.mark.django_db

WRITTEN = (
    *STORY.values(),
    "Publish the data dictionary",
    "Secret until accepted",
    "How did you begin?",
    "By asking.",
    "Falls in our wards",
    "What we noted.",
    "Where the field stands",
    "Read with care.",
    "Ours",
    "Baseline 2026",
    "Riverbend Health Department",
)


@pytest.fixture
def said(framework: FrameworkVersion) -> tuple[str, ...]:
    """What people and the framework said, the longest first: one may stand in another."""

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for one in value.values():
                yield from texts(one)
        elif isinstance(value, list):
            for one in value:
                yield from texts(one)

    known = {one for one in texts(document_from_rows(framework)) if len(one) > 2}
    return tuple(sorted({*TYPED, *WRITTEN, *known}, key=len, reverse=True))


def address(name: str, *arguments: Any) -> str:
    return reverse(f"reports:{name}", args=arguments)


def check(client: Client, urls: list[str], said: tuple[str, ...]) -> None:
    left = {}
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        html = response.content.decode()
        assert '<html lang="es"' in html, url
        if found := english_in(texts_of(html), said):
            left[url] = found
    assert not left


def english_of(message: Any, said: tuple[str, ...]) -> list[str]:
    lines = [message.subject, *message.body.splitlines()]
    return english_in([re.sub(r"https?://\S+", "", line) for line in lines], said)


def test_plan_its_actions_its_calendar_and_its_value_cases(
    report: Report, alice: User, bob: User, said: tuple[str, ...]
) -> None:
    assessment = finish(report).assessment
    for state in ("planned", "doing", "done", "dropped"):
        plan_action(
            assessment, alice, state=state, due=timezone.localdate(), barriers=("solution-fatigue",)
        )
    late = plan_action(assessment, alice, owner=str(bob.pk), due=timezone.localdate(), expected=3)
    speak_spanish(alice, bob)
    client = client_of(alice)
    check(
        client,
        [
            address("plan", assessment.pk),
            address("plan_action_new", assessment.pk) + "?aim=S1",
            address("plan_action", assessment.pk, late.pk),
            address("plan_calendar", assessment.pk),
            address("plan_value", assessment.pk, "S1"),
        ],
        said,
    )
    page = client.post(address("plan_action_new", assessment.pk), {"aim": "nothing"})
    assert english_in(texts_of(page.content.decode()), said) == []
    line = {
        "label": "Falls in our wards",
        "quantity": "120",
        "unit": "caídas",
        "period": "year",
        "value": "6,000",
        "value_unit": "$",
        "share": "10",
        "source": "Incidentes",
    }
    client.post(address("plan_value", assessment.pk, "S1"), line)
    shown = client.get(address("plan_value", assessment.pk, "S1")).content.decode()
    assert "120 caídas al año × $6,000 por unidad = $720,000 al año" in shown
    assert english_in(texts_of(shown), said) == []


def test_reminder_speaks_the_language_of_its_owner(
    report: Report, alice: User, bob: User, said: tuple[str, ...]
) -> None:
    now = datetime(2027, 3, 1, 9, tzinfo=UTC)
    due = timezone.localdate(now) + timedelta(days=7)
    speak_spanish(bob)
    for owner in (alice, bob):
        plan_action(report.assessment, alice, owner=str(owner.pk), due=due)
    send_plan_reminders(now)
    subjects = {message.to[0]: message for message in mail.outbox}
    assert subjects[alice.email].subject.startswith("Due soon: ")
    assert subjects[bob.email].subject.startswith("Vence pronto: ")
    assert "Vence el 8 mar 2027." in subjects[bob.email].body
    assert english_of(subjects[bob.email], said) == []


def test_hub_for_readers_writers_and_moderators(
    organization: Organization,
    framework: FrameworkVersion,
    media: Any,
    alice: User,
    adam: User,
    charlie: User,
    other_organization: Organization,
    said: tuple[str, ...],
) -> None:
    exemplar = make_exemplar(organization, framework, alice, admin=adam)
    speak_spanish(alice, adam, charlie)
    mail.outbox.clear()
    up = published(organization, alice, admin=adam)
    waiting = offered(organization, alice, subject="S2", title="Secret until accepted")
    begun = draft(organization, alice, subject="safe")
    asked = ask(up, charlie)
    own = organization.pk
    check(
        client_of(alice),
        [
            address("hub"),
            address("hub") + "?q=huddles&sector=care-delivery",
            address("hub_story", up.story_id),
            address("organization_stories", own),
            address("story_new", own),
            address("organization_story", own, up.story_id),
            address("organization_story", own, waiting.story_id),
            address("organization_story", own, begun.pk),
            address("story_edit", own, begun.pk),
            address("story_release", own, begun.pk),
            address("story_withdraw", own, begun.pk),
            address("organization_contacts", own),
            address("organization_contact", own, asked.pk),
            address("report_stories", exemplar.pk),
        ],
        said,
    )
    check(
        client_of(charlie),
        [address("hub_contact", up.story_id), address("hub_questions")],
        said,
    )
    check(client_of(adam), [address("hub_moderation"), address("hub_moderate", waiting.pk)], said)
    answer_contact(organization=own, contact=asked.pk, answer="By asking.", by=alice)
    send_waiting_notices(timezone.now())
    assert {message.subject for message in mail.outbox} >= {
        "Su experiencia está publicada: Huddles that act",
        "Una pregunta sobre su experiencia: Huddles that act",
        "Sobre su pregunta: Huddles that act",
    }
    assert [found for message in mail.outbox if (found := english_of(message, said))] == []


@pytest.fixture
def cycle(framework: FrameworkVersion, adam: User) -> FieldCycle:
    return make_cycle(framework, adam, name="Ciclo 2027")


def test_cycles_and_what_members_choose(
    report: Report,
    organization: Organization,
    cycle: FieldCycle,
    alice: User,
    adam: User,
    said: tuple[str, ...],
) -> None:
    assessment: Assessment = report.assessment
    verify(organization, adam)
    speak_spanish(alice, adam)
    page = address("participation", assessment.pk)
    check(client_of(alice), [page, address("what_is_shown")], said)
    join_cycle(assessment=assessment.pk, cycle=cycle, by=alice)
    choose_aggregates(assessment=assessment.pk, allowed=True, by=alice)
    choose_aggregates(assessment=assessment.pk, allowed=False, by=alice)
    tables = {"": ([], {"": 40}), "rurality": ([[["rural"], ["metropolitan"]]], {"rural": 20})}
    make_participation_release(cycle, tables)
    check(client_of(alice), [page], said)
    one = make_interest()
    check(
        client_of(adam),
        [
            address("cycle_list"),
            address("cycle_new"),
            address("cycle", cycle.pk),
            address("cycle_edit", cycle.pk),
            address("cycle_closing", cycle.pk),
            address("cycle_invite", cycle.pk),
            address("board_list"),
            address("board", cycle.pk),
            address("interest_list"),
            address("interest_detail", one.pk),
            address("interest_erase", one.pk),
        ],
        (*said, one.name, one.email, one.organization_name, one.words, one.barrier_words),
    )


def test_invitation_to_a_cycle_speaks_each_language_of_the_leads(
    organization: Organization, cycle: FieldCycle, alice: User, adam: User, said: tuple[str, ...]
) -> None:
    verify(organization, adam)
    speak_spanish(alice)
    mail.outbox.clear()
    invite_organizations(cycle, [organization.pk], by=adam)
    send_field_mail(timezone.now())
    [message] = mail.outbox
    assert message.subject == "Invitación: Ciclo 2027, Mercy Valley Hospital"
    assert english_of(message, said) == []


def test_who_wrote_in_spanish_is_invited_in_spanish(
    framework: FrameworkVersion, adam: User, said: tuple[str, ...]
) -> None:
    client = Client(headers={"Accept-Language": "es-US"})
    check(client, [address("interest"), address("interest_thanks")], said)
    refused = client.post(address("interest"), {"kind": "organization"}).content.decode()
    assert english_in(texts_of(refused), said) == []
    with speaking("es"):
        one = send_interest(
            **{**{key: value for key, value in posted_interest().items() if key != "website"},
               "name": "Inés", "organization_name": "Clínica Ríos"}
        )  # fmt: skip
    mail.outbox.clear()
    invite_from_interest(one, by=adam)
    send_field_mail(timezone.now())
    [message] = mail.outbox
    assert message.subject == "Registre su organización en LHS Portal"
    assert english_of(message, said) == []


def test_text_for_lawyers_says_the_same_limits_in_spanish() -> None:
    spanish = TRANSLATED["es"].read_text(encoding="utf-8")
    english = TEXT.read_text(encoding="utf-8")

    def names(text: str) -> list[str]:
        return sorted(Template(text).get_identifiers())

    assert names(spanish) == names(english)
    for counted in (r"\$\w+", r"^#+ ", r"^- ", r"^\d\. ", r"\*\*", r"\d"):
        found = [len(re.findall(counted, text, re.MULTILINE)) for text in (spanish, english)]
        assert found[0] == found[1], counted
    with speaking("es"):
        assert "con un decimal" in render_what_is_shown(load_thresholds())


def reader(name: str, role: PortalRole) -> User:
    person = make_person(name)
    person.portal_roles.create(role=role)
    speak_spanish(person)
    return person


def test_workbench_its_groups_and_its_briefing(
    framework: FrameworkVersion, said: tuple[str, ...]
) -> None:
    publish_release(framework)
    ines = reader("Inés Abril", PortalRole.OPERATIONS)
    kept = save(ines, name="Ours")
    note(ines, "What we noted.")
    made = brief(ines, [kept], with_annotations=True)
    cycle = Release.objects.get().cycle.name
    said = (cycle, *said)
    check(
        client_of(ines),
        [
            *ALL_PAGES,
            f"/workbench/groups/{OPERATIONS}/",
            f"/workbench/groups/{OPERATIONS}/briefing/",
            f"/workbench/briefings/{made.pk}/",
            f"/workbench/briefings/{made.pk}/edit/",
        ],
        said,
    )


def test_briefing_is_printed_in_the_language_of_who_exports_it(
    framework: FrameworkVersion, said: tuple[str, ...]
) -> None:
    publish_release(framework)
    ines = reader("Inés Abril", PortalRole.OPERATIONS)
    made = brief(ines, [save(ines, name="Ours")])
    printer = PrintText(load_library(()), cautious=False)
    with speaking("es"):
        data = build_briefing_data(load_material(made), printer)
    assert data["identity"]["language"] == "es"
    assert set(data["words"]) == set(WORDS)
    assert data["parts"][0]["title"] == "Panorama"
    english = build_briefing_data(load_material(made), printer)
    assert (english["words"], english["identity"]["language"]) == ({}, "en")


def test_releases_for_everybody_and_for_managers(
    framework: FrameworkVersion, said: tuple[str, ...]
) -> None:
    cycle = of_releases.make_cycle(framework)
    release = of_releases.make_prepared(cycle, note="Read with care.")
    of_releases.add_figure(of_releases.add_table(release, {"": 40})[""], "safe", "2.4")
    release.number, release.published_at = 1, release.prepared_at
    with speaking("es"):
        store_files(release)
    method = release.files.get(kind="method")
    assert bytes(method.content).startswith(b"How the figures of a release are made")
    of_releases.publish_rows(release)
    other = of_releases.make_prepared(of_releases.make_cycle(framework, "Otro"))
    said = (cycle.name, release.prepared_by_name, *said)
    quique = reader("Quique Soto", PortalRole.RELEASE_MANAGER)
    check(
        client_of(quique),
        [
            address("releases"),
            address("release", 1),
            address("release_method", 1),
            address("release_manage_list"),
            address("release_prepare"),
            address("release_manage", other.pk),
            address("release_stop", other.pk),
        ],
        said,
    )
