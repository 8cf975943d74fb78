"""Two published releases, made of rows: 1 of 40 organizations, 2 of 10,000 in every table.

`python -m benchmarks.release_scene`; the second person of the portal may read them afterwards.
"""

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    from commitments.models import FrameworkVersion
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from lhs_portal.accounts.models import User
    from reports.releases.profile import ATTRIBUTES
    from tests.reports.workbench.factories import WHOLE, TableOf, publish_release

    version = FrameworkVersion.objects.in_use().get()
    finest = [
        (attribute.code, tuple((code,) for code, _ in attribute.values)) for attribute in ATTRIBUTES
    ]
    single = [TableOf((axis,)) for axis in finest]
    crossed = [TableOf((one, other)) for at, one in enumerate(finest) for other in finest[at + 1 :]]
    publish_release(version, number=1, organizations=40, tables=(WHOLE, single[0], single[4]))
    publish_release(version, number=2, organizations=10_000, tables=(WHOLE, *single, *crossed))
    person = User.objects.get(email="person1@bench.example")
    grant_role(person, role=PortalRole.OPERATIONS, by=None)


if __name__ == "__main__":
    main()
