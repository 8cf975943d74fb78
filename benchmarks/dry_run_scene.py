"""A published release of many organizations with real score cards, and dry runs of a draft on it.

`python -m benchmarks.dry_run_scene 2000` prints one line of JSON: seconds of the first dry run,
which chooses its set, and of a second one, and how many subjects they show.
"""

import json
import os
import sys
import time

import django

NOT_APPLICABLE = {"health-financing": (4, 9, 61), "information-technology": (0, 5)}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    django.setup()
    from commitments.drafting.actions import change_part, create_draft
    from commitments.models import FrameworkVersion
    from lhs_portal.accounts.actions.portal_roles import grant_role
    from lhs_portal.accounts.codes import PortalRole
    from lhs_portal.accounts.models import User
    from reports.dryrun.actions import request_dry_run
    from reports.dryrun.jobs import make_dry_run
    from reports.dryrun.models import DryRun

    organizations = int(sys.argv[1])
    version = FrameworkVersion.objects.in_use().get()
    people = list(User.objects.order_by("pk")[:3])
    for person in people[:2]:
        grant_role(person, role=PortalRole.RELEASE_MANAGER, by=None)
    editor = people[2]
    grant_role(editor, role=PortalRole.FRAMEWORK_EDITOR, by=None)
    started = time.monotonic()
    _publish(version, organizations, *people[:2])
    prepared = time.monotonic() - started
    draft = create_draft(version="2099.1", base=version, by=editor)
    seconds = []
    for code, change in (("safe.1", {"meaning": 2}), ("S2.3", {"weight": "2"})):
        part = draft.parts.get(section="items", code=code)
        entry = part.entry | change
        change_part(draft=draft, section="items", code=code, entry=entry, seen=1, by=editor)
        draft.refresh_from_db()
        run = request_dry_run(draft=draft, by=editor)
        started = time.monotonic()
        make_dry_run(run.pk)
        seconds.append(time.monotonic() - started)
    run = DryRun.objects.latest("requested_at")
    shown = len(json.loads(run.results)["subjects"]) if run.results else 0
    told = {"first": seconds[0], "second": seconds[1], "subjects": shown, "error": run.error}
    print(json.dumps({**told, "preparation": prepared}))


def _publish(version, organizations, preparing, approving):  # type: ignore[no-untyped-def]
    from django.db import transaction

    from commitments.queries import load_definition
    from lhs_portal.accounts.models import ParentSystem
    from reports.releases.actions import approve_release, prepare_release
    from reports.releases.jobs import make_release
    from reports.releases.models import Kind
    from reports.releases.synthetic import make_field
    from tests.reports.releases.factories import make_cycle
    from tests.reports.releases.joined import add_report, join, make_organization
    from tests.reports.samples import answer

    items = [item.code for item in load_definition(version).items]
    field = make_field(1, organizations, 1, not_applicable=NOT_APPLICABLE).cycles[0]
    given = {5: answer(na=True), 6: answer(dont_know=True)}
    cycle = make_cycle(version, "Bench")
    parents = {}
    with transaction.atomic():
        for place in range(organizations):
            system = field.members.systems[place]
            parent = parents.get(system) or ParentSystem.objects.create(name=f"System {system}")
            parents[system] = parent
            organization = make_organization(
                f"Organization {place}", parent=parent, **_profile(field.members, place)
            )
            assessment = join(cycle, organization, reported=False)
            levels = field.levels[place].tolist()
            answers = {
                code: given.get(level) or answer(level)
                for code, level in zip(items, levels, strict=True)
            }
            add_report(assessment, answers, requested_at=assessment.signed_at)
    release = prepare_release(cycle, Kind.FIELD, preparing)
    make_release(release.pk)
    approve_release(release.pk, approving)


def _profile(members, place):  # type: ignore[no-untyped-def]
    """The columns of an organization that give it the values of the made-up member."""
    from lhs_portal.accounts.codes import CensusDivision
    from reports.releases.profile import ATTRIBUTES, REGION_OF

    codes = {
        attribute.code: attribute.values[int(members.attributes[attribute.code][place])][0]
        for attribute in ATTRIBUTES
    }
    region = codes.pop("region")
    division = next(one for one in CensusDivision.values if REGION_OF[one] == region)
    return {**codes, "census_division": division}


if __name__ == "__main__":
    main()
