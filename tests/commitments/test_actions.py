from typing import Any

import pytest

from commitments.actions import IllegalStatusError, publish, reinstate, retire
from commitments.documents import FaultyDocument
from commitments.importing import import_definition
from commitments.models import FrameworkVersion, Status
from lhs_portal.accounts.models import User
from lhs_portal.audit.models import Event
from tests.frameworks import make_definition


def test_publish_says_who_and_when(draft: FrameworkVersion, adam: User) -> None:
    version = publish(version=draft, by=adam)
    version.refresh_from_db()
    assert version.status == Status.PUBLISHED
    assert version.published_at is not None
    assert version.published_by == adam
    event = Event.objects.get(verb="framework published")
    assert (event.actor, event.what) == (adam, "2024.12")
    assert event.after == {"status": "published", "digest": version.digest}


def test_publish_again_changes_nothing(published: FrameworkVersion) -> None:
    assert publish(version=published).published_at == published.published_at
    assert Event.objects.filter(verb="framework published").count() == 1


def test_publish_names_each_subject_without_enough_essentials(db: Any) -> None:
    version, _ = import_definition(make_definition(essentials=1))
    with pytest.raises(FaultyDocument) as refusal:
        publish(version=version)
    assert len(refusal.value.faults) == 7
    version.refresh_from_db()
    assert version.status == Status.DRAFT


def test_retire_and_reinstate_are_in_the_history(published: FrameworkVersion) -> None:
    assert retire(version=published).status == Status.RETIRED
    assert reinstate(version=published).status == Status.PUBLISHED
    verbs = Event.objects.order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["framework retired", "framework reinstated"]


@pytest.mark.parametrize("action", [retire, reinstate])
def test_draft_is_neither_retired_nor_reinstated(draft: FrameworkVersion, action: Any) -> None:
    with pytest.raises(IllegalStatusError, match="but draft"):
        action(version=draft)


def test_retired_version_is_reinstated_not_published(published: FrameworkVersion) -> None:
    version = retire(version=published)
    with pytest.raises(IllegalStatusError, match="Reinstate"):
        publish(version=version)
