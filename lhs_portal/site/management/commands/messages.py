from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lhs_portal.environment import BASE_DIR
from lhs_portal.site.wording.rooms import ROOMS
from lhs_portal.site.wording.running import DONE, check, update


class Command(BaseCommand):
    help = "Bring locale/ up to date with the texts of code and templates, or check both."
    requires_system_checks: Any = []  # noqa: RUF012 - as the base class has it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--room", action="append", choices=ROOMS, help="only this room")
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; fail on faults",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rooms = tuple(options["room"] or ())
        if not options["check"]:
            self.stdout.write("\n".join(update(BASE_DIR, rooms or ROOMS)))
        elif faults := list(check(BASE_DIR, rooms or DONE)):
            raise CommandError("\n".join([*faults, f"{len(faults)} faults of wording"]))
