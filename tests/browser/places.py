"""Every page of the portal, each in the states that look different, and who is there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.browser.draft_stage import EDITOR, OTHER_EDITOR, WITHDRAWN
from tests.browser.hub_stage import CORA
from tests.browser.migration_stage import MILO
from tests.browser.rated_stage import DANA, INES, RUTH
from tests.browser.staging import KEY_HOLDER, NEWCOMER, TWO_STEPS

URLCONF = "tests.site.demo_urlconf"
NOBODY = ""
LEAD, CONTRIBUTOR, READER = (f"{name}@riverbend.example" for name in ("nora", "marisol", "gideon"))
JOSS = "joss@tamarack.example"
LEOPOLD = "leopold@tamarack.example"
PRIYA = "priya@northernlights.example"
IMOGEN, WENDELL = (f"{name}@prairieshield.example" for name in ("imogen", "wendell"))
THEA = "thea@northernlights.example"
# They rate, and are no members.
ROSALIND, EMMETT = (f"{name}@riverbend.example" for name in ("rosalind", "emmett"))
OTTILIE = "ottilie@northernlights.example"
ADMINISTRATOR = "adaeze@portal.example"
RELEASE_MANAGER = "ravi@portal.example"


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
        return reverse(self.route, urlconf=URLCONF, kwargs=known) + self.query.format_map(stage)


def organization(route: str, person: str = LEAD, which: str = "riverbend", **names: str) -> Place:
    return Place(route, person, {"organization_id": which, **names})


def assessment(route: str, person: str, which: str, query: str = "", **names: str) -> Place:
    return Place(f"assessments:{route}", person, {"assessment_id": which, **names}, query)


def framework(route: str, **names: str) -> Place:
    return Place(f"commitments:{route}", names=names)


def translation(route: str, query: str = "", **names: str) -> Place:
    known = {"version": "2024.12", "language": "es", **names}
    return Place(f"translating:{route}", EDITOR, known, query)


def draft(route: str, person: str, which: str = "changed_draft", **names: str) -> Place:
    return Place(f"drafting:{route}", person, {"draft_id": which, **names})


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
    # Releases
    Place("reports:releases"),
    Place("reports:releases", RELEASE_MANAGER),
    Place("reports:release_manage_list", RELEASE_MANAGER),
    Place("reports:release_prepare", RELEASE_MANAGER),
    Place("reports:release", names={"number": "release_number"}),
    Place("reports:release", RELEASE_MANAGER, {"number": "release_number"}),
    Place("reports:release_method", names={"number": "release_number"}),
    Place("reports:release_manage", RELEASE_MANAGER, {"release_id": "release_id"}),
    Place("reports:release_stop", RELEASE_MANAGER, {"release_id": "release_id"}),
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
    framework("framework", version=WITHDRAWN),
    framework("version", version="2024.12"),
    framework("version", version=WITHDRAWN),
    framework("compare_choose"),
    framework("compare", a="2024.12", b=WITHDRAWN),
    framework("compare", a=WITHDRAWN, b=WITHDRAWN),
    framework("compare_print", a="2024.12", b=WITHDRAWN),
    Place("commitments:version", EDITOR, {"version": WITHDRAWN}),
    Place("commitments:version_withdraw", EDITOR, {"version": "2024.12"}),
    Place("commitments:version_reinstate", EDITOR, {"version": WITHDRAWN}),
    # Drafts
    Place("drafting:list", EDITOR),
    Place("drafting:new", EDITOR),
    draft("home", EDITOR),
    draft("home", OTHER_EDITOR, "proposed_draft"),
    draft("home", EDITOR, "faulty_draft"),
    draft("discard", EDITOR),
    draft("items", EDITOR),
    Place("drafting:items", EDITOR, {"draft_id": "changed_draft"}, "?subject=safe"),
    Place("drafting:item_new", EDITOR, {"draft_id": "changed_draft"}, "?subject=S1"),
    draft("item", EDITOR, code="safe.1"),
    draft("item", EDITOR, code="safe.3"),
    draft("item", EDITOR, code="safe.46"),
    draft("item", EDITOR, "faulty_draft", code="safe.2"),
    draft("item_split", EDITOR, code="safe.4"),
    draft("item_move", EDITOR, code="safe.4"),
    draft("item_retire", EDITOR, code="safe.4"),
    draft("item_remove", EDITOR, code="safe.46"),
    draft("parts", EDITOR, section="glossary"),
    draft("parts", EDITOR, section="sectors"),
    draft("part", EDITOR, section="commitments", code="safe"),
    draft("part", OTHER_EDITOR, section="features", code="S1"),
    draft("part", EDITOR, section="frame", code="definition"),
    draft("part", EDITOR, section="frame", code="rating_notes"),
    draft("part", EDITOR, section="sources", code="C"),
    draft("part_new", EDITOR, section="glossary"),
    draft("through_line", EDITOR),
    draft("through_line_of", EDITOR, feature="S1"),
    draft("link_comments", EDITOR, feature="S1", commitment="effective"),
    draft("crosswalks", EDITOR),
    draft("crosswalk", EDITOR, code="iom-aims"),
    draft("comments", EDITOR),
    Place("drafting:comments", EDITOR, {"draft_id": "changed_draft"}, "?state=all"),
    draft("history", EDITOR),
    draft("preview", EDITOR),
    draft("preview", EDITOR, "faulty_draft"),
    Place(
        "assessments:draft_section",
        EDITOR,
        {"draft_id": "changed_draft", "subject_code": "safe"},
        "?sector=health-financing&phone=on",
    ),
    draft("public_framework", EDITOR),
    draft("public_feature", EDITOR, code="S1"),
    draft("public_commitment", EDITOR, code="safe"),
    Place("reports:dry_runs", EDITOR, {"draft_id": "changed_draft"}),
    Place("reports:dry_run", EDITOR, {"draft_id": "changed_draft", "run_id": "dry_run"}),
    Place("reports:dry_run", EDITOR, {"draft_id": "changed_draft", "run_id": "dry_run_failed"}),
    draft("export", EDITOR),
    draft("import", EDITOR),
    draft("import_confirm", EDITOR, import_id="draft_import"),
    Place("drafting:import_new", EDITOR),
    Place("drafting:import_new_confirm", EDITOR, {"import_id": "new_import"}),
    Place("translating:list", EDITOR),
    translation("translation"),
    translation("texts", "?group=items.safe"),
    translation("texts", "?show=outdated"),
    translation("import"),
    translation("import_confirm", import_id="translation_import"),
    draft("compare", EDITOR),
    draft("compare", EDITOR, "faulty_draft"),
    draft("compare_print", EDITOR),
    draft("propose", EDITOR),
    draft("propose", EDITOR, "proposed_draft"),
    draft("propose", OTHER_EDITOR, "proposed_draft"),
    draft("propose", EDITOR, "faulty_draft"),
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
    assessment("local", JOSS, "begun"),
    assessment("local", LEOPOLD, "begun"),
    assessment("local_new", JOSS, "begun"),
    assessment("local_edit", JOSS, "begun", number="1"),
    assessment("local_remove", JOSS, "begun", number="1"),
    assessment("review", JOSS, "begun"),
    assessment("review", LEAD, "done"),
    assessment("version", MILO, "migrated"),
    assessment("migration", MILO, "migrated", migration_id="migration"),
    assessment("migration", MILO, "migrated", migration_id="migration_undone"),
    assessment("home", MILO, "migrated"),
    assessment("review", MILO, "migrated"),
    assessment("section", MILO, "migrated", subject_code="safe"),
    assessment("history", MILO, "migrated"),
    assessment("settle_section", MILO, "migrated_settled", subject_code="safe"),
    assessment("reopen", LEAD, "done"),
    assessment("reopen", JOSS, "begun"),
    assessment("history", LEAD, "done"),
    # Raters and rounds
    assessment("raters", RUTH, "preparing"),
    assessment("raters", RUTH, "opened"),
    assessment("raters", RUTH, "closed"),
    assessment("rater_invite", RUTH, "opened"),
    assessment("rater_invite", RUTH, "opened", "?group=quality"),
    assessment("join_link_new", RUTH, "opened"),
    assessment("join_link_new", RUTH, "opened", "?group=quality"),
    assessment("rater_remove", RUTH, "opened", rater_id="rater"),
    assessment("round_open", RUTH, "preparing"),
    assessment("round_date", RUTH, "opened"),
    assessment("round_close", RUTH, "opened"),
    assessment("round_reopen", RUTH, "closed"),
    assessment("round_reopen", RUTH, "opened"),
    Place("assessments:rater_invitation", names={"token": "rater_invitation"}),
    Place("assessments:rater_invitation", DANA, {"token": "rater_invitation"}),
    Place("assessments:rater_invitation", RUTH, {"token": "rater_invitation"}),
    Place("assessments:join", names={"signed": "join_link"}),
    Place("assessments:join", DANA, {"signed": "join_link"}),
    # Settling
    assessment("settling", RUTH, "opened"),
    assessment("settling", RUTH, "closed"),
    assessment("settling", RUTH, "closed", "?section=safe"),
    assessment("settle_section", RUTH, "closed", subject_code="safe"),
    assessment("agenda", RUTH, "closed"),
    assessment("dissent", RUTH, "closed", item_code="safe.1"),
    assessment("dissent", INES, "closed", item_code="safe.1"),
    # Meeting
    assessment("meeting", RUTH, "closed"),
    assessment("meeting", RUTH, "closed", "?item=safe.1"),
    assessment("meeting", RUTH, "opened"),
    assessment("vote", INES, "closed"),
    assessment("vote", INES, "opened"),
    Place("assessments:votes", INES, ends="/vote/"),
    Place("assessments:votes", RUTH),
    # Rating
    Place("home", ROSALIND),
    assessment("rate", EMMETT, "voices"),
    assessment("rate_section", EMMETT, "voices", subject_code="engaged"),
    # Evidence, talk, tasks
    assessment("evidence", PRIYA, "fall"),
    assessment("item_evidence", PRIYA, "fall", item_code="safe.1"),
    assessment("evidence_search", PRIYA, "fall", item_code="safe.2"),
    assessment("evidence_reuse", PRIYA, "fall", item_code="safe.2", version_id="version"),
    assessment("evidence_edit", PRIYA, "fall", use_id="use"),
    assessment("evidence_piece", PRIYA, "fall", evidence_id="piece"),
    assessment("comments", PRIYA, "fall"),
    assessment("item_comments", PRIYA, "fall", item_code="engaged.2"),
    assessment("tasks", PRIYA, "fall"),
    # Signing
    assessment("sponsor", IMOGEN, "medicare"),
    # Reports
    Place("reports:detail", LEAD, {"report_id": "report"}),
    Place("reports:detail", PRIYA, {"report_id": "preliminary"}),
    Place("reports:detail", JOSS, {"report_id": "failed"}),
    Place("reports:detail", LEOPOLD, {"report_id": "failed"}),
    Place("reports:detail", JOSS, {"report_id": "waiting"}),
    Place("reports:detail", JOSS, {"report_id": "own"}),
    Place("reports:assessment_reports", JOSS, {"assessment_id": "begun"}),
    Place("reports:assessment_reports", LEAD, {"assessment_id": "done"}),
    Place("reports:schema_list"),
    Place("reports:verify"),
    Place("reports:verify", query="?digest=words"),
    Place("reports:verify_digest", names={"digest": "report_digest"}),
    Place("reports:verify_digest", LEAD, {"digest": "report_digest"}),
    Place("reports:verify_digest", names={"digest": "5f" * 32}, status=404),
    # Sharing
    Place("reports:shares", LEAD, {"report_id": "report"}),
    *(
        Place("reports:shared", names={"token": f"share{which}"})
        for which in ("", "_of_files", "_locked")
    ),
    Place("reports:shared", names={"token": "guessed"}, status=404),
    Place("reports:settings", LEAD, {"assessment_id": "done"}),
    # What leads on from a report
    Place("reports:what_if", LEAD, {"report_id": "report"}),
    Place("reports:what_if", LEAD, {"report_id": "report"}, "?S1.1=4&safe.1=0&nothing=1"),
    Place("reports:through_line", LEAD, {"report_id": "report"}),
    *(
        Place("reports:through_line_of", LEAD, {"report_id": "report", "code": code})
        for code in ("safe", "S1", "S1.1")
    ),
    *(
        Place("reports:crosswalk", LEAD, {"report_id": "report", "code": code})
        for code in ("iom-aims", "iom-lhs-characteristics")
    ),
    # The plan: nothing in it yet, a board, and one that is only read
    Place("reports:plan", LEAD, {"assessment_id": "done"}),
    Place("reports:plan", PRIYA, {"assessment_id": "spring"}),
    Place("reports:plan", THEA, {"assessment_id": "spring"}, "?owner=nobody"),
    Place("reports:plan", PRIYA, {"assessment_id": "fall"}),
    Place("reports:plan_action_new", PRIYA, {"assessment_id": "spring"}, "?aim=safe.3"),
    Place("reports:plan_action", PRIYA, {"assessment_id": "spring", "action_id": "action"}),
    Place("reports:plan_action", THEA, {"assessment_id": "spring", "action_id": "action"}),
    Place("reports:plan_calendar", THEA, {"assessment_id": "spring"}),
    Place("reports:plan_value", LEAD, {"assessment_id": "done", "feature_code": "S1"}),
    Place("reports:plan_value", READER, {"assessment_id": "done", "feature_code": "N2"}),
    Place(
        "reports:plan_value_line",
        LEAD,
        {"assessment_id": "done", "feature_code": "S1", "line_id": "value_line"},
    ),
    # Stories
    Place("reports:hub"),
    Place("reports:hub", CORA, query="?q=misses&sector=care-delivery"),
    Place("reports:hub", query="?q=unicorns"),
    Place("reports:hub_story", names={"story_id": "story"}),
    Place("reports:hub_story", LEAD, {"story_id": "story"}),
    Place("reports:hub_contact", JOSS, {"story_id": "story"}),
    Place("reports:hub_questions", JOSS),
    Place("reports:hub_questions", LEAD),
    Place("reports:hub_moderation", CORA),
    Place("reports:hub_moderate", CORA, {"version_id": "story_offered_text"}),
    Place("reports:hub_moderate", CORA, {"version_id": "story_text"}),
    organization("reports:organization_stories"),
    organization("reports:organization_stories", TWO_STEPS, "empty"),
    organization("reports:organization_story", story_id="story"),
    organization("reports:organization_story", story_id="story_draft"),
    organization("reports:story_edit", story_id="story_draft"),
    organization("reports:story_release", story_id="story_draft"),
    organization("reports:story_withdraw", story_id="story_offered"),
    organization("reports:organization_contacts"),
    organization("reports:organization_contact", contact_id="contact"),
    Place("reports:report_stories", LEAD, {"report_id": "report"}),
    # Peers
    Place("reports:peers", LEAD, {"report_id": "report"}),
    Place("reports:peers", READER, {"report_id": "report"}, "?by=sector"),
    Place("reports:peers", LEAD, {"report_id": "report"}, "?by=nowhere"),
    # The workbench on a release
    *(
        Place(f"reports:release_{page}", CORA, {"number": "release_number"})
        for page in ("overview", "communication", "operations", "infrastructure", "questions")
    ),
    Place("reports:release_overview", CORA, {"number": "release_number"}, "?sector=care-delivery"),
    Place("reports:release_overview", CORA, {"number": "release_number"}, "?sector=nowhere"),
    Place("reports:release_subject", CORA, {"number": "release_number", "code": "safe"}),
    # What a group saves, notes and builds of a release
    Place("reports:saved_list", CORA, {"group": "group"}),
    *(
        Place(f"reports:{page}_new", CORA, query="?address=/releases/{release_number}/overview/")
        for page in ("saved", "annotation")
    ),
    *(
        Place(f"reports:saved_{page}", CORA, {"view_id": "saved_view"})
        for page in ("rename", "delete")
    ),
    *(
        Place(f"reports:annotation_{page}", CORA, {"note_id": "note"})
        for page in ("edit", "delete")
    ),
    Place("reports:briefing_new", CORA, {"group": "group"}),
    *(
        Place(f"reports:briefing{page}", CORA, {"briefing_id": "briefing"})
        for page in ("", "_edit", "_delete")
    ),
    # The field: interest, cycles, taking part, boards
    Place("reports:interest"),
    Place("reports:interest_thanks"),
    Place("reports:interest_invited", names={"token": "interest_token"}),
    Place("reports:interest_invited", NEWCOMER, {"token": "interest_token"}),
    Place("reports:what_is_shown"),
    Place("reports:interest_list", ADMINISTRATOR),
    Place("reports:interest_list", ADMINISTRATOR, query="?state=declined"),
    Place("reports:interest_detail", ADMINISTRATOR, {"interest_id": "interest"}),
    Place("reports:interest_detail", ADMINISTRATOR, {"interest_id": "interest_invited"}),
    Place("reports:interest_detail", ADMINISTRATOR, {"interest_id": "interest_erased"}),
    Place("reports:interest_erase", ADMINISTRATOR, {"interest_id": "interest"}),
    Place("reports:cycle_list", ADMINISTRATOR),
    Place("reports:cycle_new", ADMINISTRATOR),
    Place("reports:cycle", ADMINISTRATOR, {"cycle_id": "cycle"}),
    Place("reports:cycle", ADMINISTRATOR, {"cycle_id": "cycle_planned"}),
    Place("reports:cycle_edit", ADMINISTRATOR, {"cycle_id": "cycle_planned"}),
    Place("reports:cycle_closing", ADMINISTRATOR, {"cycle_id": "cycle"}),
    Place("reports:cycle_invite", ADMINISTRATOR, {"cycle_id": "cycle"}, "?sector=care-delivery"),
    Place("reports:board_list", ADMINISTRATOR),
    Place("reports:board", ADMINISTRATOR, {"cycle_id": "cycle"}),
    Place("reports:board", ADMINISTRATOR, {"cycle_id": "cycle_planned"}),
    Place("reports:participation", LEAD, {"assessment_id": "done"}),
    Place("reports:participation", READER, {"assessment_id": "done"}),
    Place("reports:participation", JOSS, {"assessment_id": "begun"}),
    # Refusals
    Place("accounts:organization_edit", READER, {"organization_id": "riverbend"}, status=403),
    Place("accounts:organization", JOSS, {"organization_id": "riverbend"}, status=404),
]

# Seen in one look each, in turn: most differ from a place above by their stage or by who looks.
# The page to sign, with a field at each item, comes once for each look.
STAGES = [
    assessment("home", JOSS, "department"),
    assessment("home", LEAD, "voices"),
    assessment("home", PRIYA, "fall"),
    assessment("home", IMOGEN, "medicare"),
    assessment("home", WENDELL, "medicare"),
    assessment("home", THEA, "spring"),
    assessment("raters", LEAD, "voices"),
    assessment("rate", ROSALIND, "voices"),
    assessment("rate", OTTILIE, "fall"),
    assessment("rate_section", ROSALIND, "voices", subject_code="safe"),
    assessment("rate_section", OTTILIE, "fall", subject_code="engaged"),
    assessment("settling", PRIYA, "fall"),
    assessment("settling", THEA, "spring"),
    assessment("settle_section", PRIYA, "fall", subject_code="engaged"),
    assessment("settle_section", THEA, "spring", subject_code="safe"),
    assessment("agenda", PRIYA, "fall"),
    assessment("meeting", PRIYA, "fall"),
    assessment("vote", OTTILIE, "fall"),
    assessment("evidence", THEA, "spring"),
    assessment("item_evidence", THEA, "spring", item_code="safe.1"),
    assessment("comments", LEAD, "voices"),
    assessment("review", PRIYA, "fall"),
    assessment("review", LEAD, "voices"),
    assessment("sign", WENDELL, "medicare"),
    assessment("sign", IMOGEN, "medicare"),
    assessment("sign", THEA, "spring"),
    assessment("reopen", IMOGEN, "medicare"),
    assessment("history", PRIYA, "fall"),
    Place("reports:detail", PRIYA, {"report_id": "team"}),
    Place("reports:detail", PRIYA, {"report_id": "team"}, "?language=es"),
    Place("reports:detail", "rosalind@copperbasin.example", {"report_id": "changed"}),
]

NOT_PAGES = {
    "healthz": "a word for machines",
    "readyz": "a word for machines",
    "organization_export": "a download",
    "mfa_download_recovery_codes": "a download",
    "commitments:json": "a download",
    "commitments:yaml": "a download",
    "commitments:workbook": "a download",
    "drafting:export_file": "a download",
    "translating:yaml": "a download",
    "translating:workbook": "a download",
    "translating:publish": "POST alone",
    "commitments:version_bibtex": "a download",
    "commitments:version_ris": "a download",
    **dict.fromkeys(
        (
            f"drafting:public_{page}"
            for page in (
                "pillar",
                "crosswalks",
                "crosswalk",
                "definition",
                "levels",
                "about",
                "sources",
                "glossary",
            )
        ),
        "the very template of a public page",
    ),
    "drafting:comment_new": "POST alone",
    "drafting:comment_settle": "POST alone",
    "drafting:comment_adopt": "POST alone",
    "drafting:part_remove": "POST alone",
    "drafting:undo": "POST alone",
    "assessments:migration_undo": "POST alone",
    "reports:draft_instrument": "a download",
    "drafting:item_check": "hints while somebody types",
    "drafting:item_up": "POST alone",
    "drafting:item_down": "POST alone",
    "drafting:item_bring_back": "POST alone",
    "drafting:approve": "POST alone",
    "drafting:decline": "POST alone",
    "drafting:withdraw_proposal": "POST alone",
    "reports:file": "a download",
    "reports:verify_keys": "a word for machines",
    "reports:chart_csv": "a download",
    "reports:instrument": "a download",
    "reports:shared_file": "a download",
    "reports:shared_chart_csv": "a download",
    **dict.fromkeys(
        (
            f"reports:release_{part}{kind}"
            for part in ("", "subject_")
            for kind in ("csv", "svg", "png")
        ),
        "a download",
    ),
    "reports:interest_csv": "a download",
    "reports:briefing_pdf": "a download",
    "reports:workbench": "leads to the list of one's group: saved_list",
    "reports:release_bundle": "a download",
    "reports:release_manifest": "a download",
    "reports:release_approve": "POST alone",
    "reports:release_retry": "POST alone",
    **dict.fromkeys(
        (
            *(f"reports:interest_{part}" for part in ("invite", "mark")),
            *(f"reports:cycle_{part}" for part in ("open", "remind")),
            *(f"reports:participation_{part}" for part in ("join", "leave", "aggregates")),
        ),
        "POST alone",
    ),
    "reports:share_end": "POST alone",
    "reports:new_edition": "POST alone",
    "reports:peers_keep": "POST alone",
    "reports:schema": "JSON",
    "accounts:invitation_send_again": "POST alone",
    "accounts:invitation_withdraw": "POST alone",
    "accounts:verification_withdraw": "POST alone",
    "accounts:author_may_sign": "POST alone",
    "accounts:role_revoke": "POST alone",
    "accounts:language": "POST alone",
    "assessments:due_calendar": "a download",
    "assessments:rater_invitation_send_again": "POST alone",
    "assessments:rater_invitation_withdraw": "POST alone",
    "assessments:join_link_end": "POST alone",
    "assessments:raters_remind": "POST alone",
    "assessments:rate_decline": "POST alone",
    "assessments:rate_take_up": "POST alone",
    "assessments:rate_named": "POST alone",
    "assessments:comment_resolve": "POST alone",
    "assessments:history_csv": "a download",
    "assessments:local_copy": "POST alone",
    "assessments:evidence_file": "a download",
    "assessments:evidence_version_file": "a download",
    "assessments:evidence_newest": "POST alone",
    "assessments:evidence_remove": "POST alone",
    "assessments:meeting_decide": "POST alone",
    "assessments:meeting_live": "a part of a page",
    "assessments:settle_accept": "POST alone",
    "assessments:vote_close": "POST alone",
    "assessments:vote_live": "a part of a page",
    "assessments:vote_open": "POST alone",
    "reports:rendition": "POST alone, and a part of the report’s page",
    "reports:retry": "POST alone",
    "reports:story_new": "as story_edit; where nothing is open, leads to the list that says why",
    "reports:story_take_back": "POST alone",
    "reports:plan_action_move": "POST alone",
    "reports:plan_feed": "a download",
    "reports:plan_value_remove": "POST alone",
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
