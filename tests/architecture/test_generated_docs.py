"""The generated pages of docs/ are those that the code makes now, and name every setting."""

import pytest

from lhs_portal.environment import BASE_DIR, Environment
from lhs_portal.site.generated_docs import DEMANDED, PAGES, render_settings
from tests.deploy_check import PRODUCTION


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_current(name):
    assert (BASE_DIR / "docs" / name).read_text() == PAGES[name](), "run `make docs`"


def test_settings_page_names_every_variable_with_its_meaning():
    page = render_settings()
    for name, field in Environment.model_fields.items():
        assert f"`LHS_{name.upper()}`" in page
        assert field.description, name


def test_settings_page_marks_what_production_demands(monkeypatch):
    monkeypatch.setenv("LHS_MODE", "production")
    for name in PRODUCTION:
        if name != "LHS_MODE":
            monkeypatch.delenv(name, raising=False)
    demanded = {
        fault.split(":")[0].removeprefix("LHS_").lower() for fault in Environment().faults()
    }
    assert demanded == DEMANDED
