from typing import Any

from django.core.management.base import BaseCommand

from lhs_portal.environment import BASE_DIR
from lhs_portal.site.generated_docs import PAGES


class Command(BaseCommand):
    help = "Write the pages of docs/ that are made from the code."
    requires_system_checks: Any = []  # noqa: RUF012 - as the base class has it

    def handle(self, *args: Any, **options: Any) -> None:
        for name, render in PAGES.items():
            (BASE_DIR / "docs" / name).write_text(render())
            self.stdout.write(f"docs/{name}")
