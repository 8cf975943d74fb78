from typing import Any

from django.core.management.base import BaseCommand

from lhs_portal.site.demo.drafting import load_draft
from lhs_portal.site.demo.field import load_field
from lhs_portal.site.demo.field_releases import load_releases
from lhs_portal.site.demo.field_stories import load_stories


class Command(BaseCommand):
    help = (
        "Fill the demo with a made-up field of 160 organizations, its releases and its stories, "
        "and with a draft of a next framework version that is tried on them."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = load_field()
        self.stdout.write("Field loaded." if loaded else "There are cycles already: left as is.")
        loaded = load_releases()
        self.stdout.write("Releases made." if loaded else "There are releases already: left as is.")
        loaded = load_stories()
        self.stdout.write("Stories told." if loaded else "There are stories already: left as is.")
        loaded = load_draft()
        self.stdout.write("Draft made." if loaded else "There are drafts already: left as is.")
