import pytest

from commitments.checks import check_immutable_rows
from lhs_portal.lib import immutability

pytestmark = pytest.mark.django_db


def test_check_is_silent_with_all_triggers() -> None:
    assert check_immutable_rows(databases=["default"]) == []


def test_check_asks_no_database_unless_told() -> None:
    assert check_immutable_rows(databases=None) == []


def test_check_names_the_tables_without_triggers() -> None:
    with immutability.lifted():
        (warning,) = check_immutable_rows(databases=["default"])
    assert warning.id == "commitments.W001"
    assert "commitments_item" in warning.msg
    assert "migrate" in str(warning.hint)
