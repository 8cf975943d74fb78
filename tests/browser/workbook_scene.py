"""An editor with a draft of her own: `python -m tests.browser.workbook_scene`. Prints JSON."""

import json
from typing import Any

import django

VERSION = "2032.1"


def scene() -> dict[str, Any]:
    from commitments.drafting.actions import create_draft
    from commitments.models import FrameworkVersion
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from tests.browser.staging import make_session
    from tests.cast import make_person

    editor = make_person("Tjorven Halloran")
    grant_role(editor, role=PortalRole.FRAMEWORK_EDITOR, by=None)
    base = FrameworkVersion.objects.get(version="2024.12")
    draft = create_draft(version=VERSION, base=base, by=editor)
    return {"draft": str(draft.pk), "session": make_session(editor)}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(scene()))
