"""Views saved, noted and briefed for tests, through the product's own actions."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from reports.workbench.annotations_actions import write_note
from reports.workbench.briefing_actions import Words, make_briefing
from reports.workbench.models import Annotation, Briefing, SavedView
from reports.workbench.saved_actions import save_view
from reports.workbench.saved_queries import load_view_at
from tests.cast import make_person

OPERATIONS = PortalRole.OPERATIONS.value
OVERVIEW = "/releases/1/overview/"
CARE = f"{OVERVIEW}?sector=care-delivery"
ALL_PAGES = (
    OVERVIEW,
    CARE,
    "/releases/1/communication/",
    "/releases/1/operations/",
    "/releases/1/infrastructure/",
    "/releases/1/questions/",
    "/releases/1/subjects/safe/",
    "/releases/1/subjects/S1/?rurality=metropolitan",
)


def member(name: str, *roles: PortalRole) -> User:
    person = make_person(name)
    for role in roles:
        grant_role(person, role=role, by=None)
    return person


def save(by: User, address: str = OVERVIEW, name: str = "", group: str = OPERATIONS) -> SavedView:
    view = load_view_at(address)
    return save_view(view=view, group=group, name=name or address, once=None, by=by)


def note(by: User, text: str, address: str = OVERVIEW, group: str = OPERATIONS) -> Annotation:
    return write_note(view=load_view_at(address), group=group, text=text, once=None, by=by)


def brief(
    by: User, views: Sequence[SavedView], title: str = "Where the field stands", **more: Any
) -> Briefing:
    words = Words(title, more.get("introduction", ""), more.get("with_annotations", False))
    ids: list[UUID] = [view.pk for view in views]
    return make_briefing(
        group=more.get("group", OPERATIONS), words=words, views=ids, once=None, by=by
    )
