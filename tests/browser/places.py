"""Every page of the portal, each in the states that look different, and who is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.browser.staging import KEY_HOLDER, NEWCOMER, TWO_STEPS

URLCONF = "tests.site.demo_urlconf"
NOBODY = ""
LEAD, CONTRIBUTOR, READER = (f"{name}@riverbend.example" for name in ("nora", "marisol", "gideon"))
JOSS = "joss@tamarack.example"
LEOPOLD = "leopold@tamarack.example"
PRIYA = "priya@northernlights.example"
ADMINISTRATOR = "adaeze@portal.example"


@dataclass(frozen=True)
class Place:
    """`names` are the address's parts: names of the stage, or the thing itself."""

    route: str
    person: str = NOBODY
    names: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    status: int = 200
    ends: str = ""  # the end of the address, where the page is reached through another one

    def __str__(self) -> str:
        parts = [self.route, *self.names.values(), self.query, self.person.partition("@")[0]]
        return " ".join(filter(None, parts))

    def address(self, stage: Mapping[str, Any]) -> str:
        known = {name: stage.get(value, value) for name, value in self.names.items()}
        return reverse(self.route, urlconf=URLCONF, kwargs=known) + self.query


def organization(route: str, person: str = LEAD, which: str = "riverbend", **names: str) -> Place:
    return Place(route, person, {"organization_id": which, **names})


def assessment(route: str, person: str, which: str, query: str = "", **names: str) -> Place:
    return Place(f"assessments:{route}", person, {"assessment_id": which, **names}, query)


def framework(route: str, **names: str) -> Place:
    return Place(f"commitments:{route}", names=names)


PLACES = [
    Place("home"),
    Place("home", LEAD),
    Place("home", NEWCOMER),
    Place("about"),
    Place("privacy"),
    Place("status"),
    Place("demo_mail"),
    Place("demo_mail_detail", names={"name": "mail"}),
    Place("style_guide"),
    # allauth
    Place("account_login"),
    Place("account_signup"),
    Place("account_logout", LEAD),
    Place("account_inactive"),
    Place("account_reauthenticate", LEAD),
    Place("account_email", NEWCOMER),
    Place("account_email_verification_sent"),
    Place("account_confirm_email", names={"key": "confirmation"}),
    Place("account_confirm_email", names={"key": "nonsense"}),
    Place("account_change_password", LEAD),
    Place("account_reset_password"),
    Place("account_reset_password_done"),
    Place(
        "account_reset_password_from_key",
        names={"uidb36": "reset_person", "key": "reset_key"},
        ends="-set-password/",
    ),
    Place("account_reset_password_from_key", names={"uidb36": "1", "key": "too-old"}),
    Place("account_reset_password_from_key_done"),
    Place("mfa_index", LEAD),
    Place("mfa_index", TWO_STEPS),
    Place("mfa_reauthenticate", TWO_STEPS),
    Place("mfa_activate_totp", LEAD),
    Place("mfa_deactivate_totp", TWO_STEPS),
    Place("mfa_view_recovery_codes", TWO_STEPS),
    Place("mfa_generate_recovery_codes", TWO_STEPS),
    Place("mfa_list_webauthn", KEY_HOLDER),
    Place("mfa_add_webauthn", LEAD),
    Place("mfa_edit_webauthn", KEY_HOLDER, {"pk": "key"}),
    Place("mfa_remove_webauthn", KEY_HOLDER, {"pk": "key"}),
    # People and organizations
    Place("accounts:profile", LEAD),
    Place("accounts:profile_delete", READER),
    Place("accounts:organization_new", LEAD),
    organization("accounts:organization"),
    organization("accounts:organization", READER),
    organization("accounts:organization_edit"),
    organization("accounts:organization_history"),
    organization("accounts:organization_leave", READER),
    organization("accounts:member", membership_id="marisol"),
    organization("accounts:member_remove", membership_id="marisol"),
    organization("accounts:invitation_new"),
    organization("organization_delete"),
    Place("accounts:invitation", names={"token": "invitation"}),
    Place("accounts:invitation", LEAD, {"token": "invitation"}),
    Place("accounts:invitation", names={"token": "ended"}, status=410),
    Place("accounts:administration", ADMINISTRATOR),
    Place("accounts:administration_people", ADMINISTRATOR),
    organization("accounts:administration_organization", ADMINISTRATOR),
    organization("accounts:administration_organization", ADMINISTRATOR, "empty"),
    # The framework
    framework("framework"),
    framework("framework", version="2024.12"),
    framework("versions"),
    framework("pillar", code="informatics"),
    framework("feature", code="S2"),
    framework("commitment", code="safe"),
    framework("crosswalks"),
    framework("crosswalk", code="iom-aims"),
    framework("crosswalk", code="iom-lhs-characteristics"),
    framework("definition"),
    framework("levels"),
    framework("about"),
    framework("sources"),
    framework("glossary"),
    # Answering
    organization("assessments:organization_list"),
    organization("assessments:organization_list", TWO_STEPS, "empty"),
    organization("assessments:start"),
    assessment("home", LEAD, "done"),
    assessment("home", JOSS, "begun"),
    assessment("home", JOSS, "begun", "?only=essential"),
    assessment("home", LEOPOLD, "begun"),
    assessment("edit", JOSS, "begun"),
    assessment("edit", LEAD, "done"),
    assessment("compass", JOSS, "begun"),
    assessment("compass", LEAD, "done"),
    assessment("section", JOSS, "begun", subject_code="engaged"),
    assessment("section", LEOPOLD, "begun", subject_code="engaged"),
    assessment("section", LEAD, "done", subject_code="S1"),
    assessment("review", JOSS, "begun"),
    assessment("review", LEAD, "done"),
    assessment("reopen", LEAD, "done"),
    assessment("reopen", JOSS, "begun"),
    assessment("history", LEAD, "done"),
    # Reports
    Place("reports:detail", LEAD, {"report_id": "report"}),
    Place("reports:detail", PRIYA, {"report_id": "preliminary"}),
    Place("reports:detail", JOSS, {"report_id": "failed"}),
    Place("reports:detail", LEOPOLD, {"report_id": "failed"}),
    Place("reports:detail", JOSS, {"report_id": "waiting"}),
    Place("reports:assessment_reports", JOSS, {"assessment_id": "begun"}),
    Place("reports:assessment_reports", LEAD, {"assessment_id": "done"}),
    # Refusals
    Place("accounts:organization_edit", READER, {"organization_id": "riverbend"}, status=403),
    Place("accounts:organization", JOSS, {"organization_id": "riverbend"}, status=404),
]

NOT_PAGES = {
    "healthz": "a word for machines",
    "readyz": "a word for machines",
    "organization_export": "a download",
    "mfa_download_recovery_codes": "a download",
    "commitments:json": "a download",
    "commitments:yaml": "a download",
    "reports:file": "a download",
    "reports:chart_csv": "a download",
    "accounts:invitation_send_again": "POST alone",
    "accounts:invitation_withdraw": "POST alone",
    "accounts:verification_withdraw": "POST alone",
    "accounts:role_revoke": "POST alone",
    "reports:retry": "POST alone",
    "reports:request_preliminary": "POST alone",
    "account_set_password": "for people without a password, and everybody here has one",
    "account_confirm_login_code": "codes by mail are turned off",
    "mfa_authenticate": "in the middle of a sign-in: test_second_step_of_a_sign_in",
    "mfa_reauthenticate_webauthn": "asks the key of the person: test_security_key",
}


def routes() -> set[str]:
    return set(_walk(get_resolver(URLCONF).url_patterns, ""))


def _walk(patterns: list[Any], namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
