from typing import Any

from django.core.management.base import BaseCommand

from lhs_portal.site.demo.loading import load_demo


class Command(BaseCommand):
    help = "Fill an empty portal with the demo's people, organizations and assessments."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_demo()
        self.stdout.write("Demo loaded." if loaded else "There are people already: left as it is.")
