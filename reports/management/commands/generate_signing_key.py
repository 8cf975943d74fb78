from typing import Any

from django.core.management.base import BaseCommand

from lhs_portal.lib.signing_keys import (
    key_id,
    make_private_key,
    read_private_key,
    write_public_key,
)


class Command(BaseCommand):
    help = "Print a new key that signs reports, as a line for the environment. Keeps nothing."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        private = make_private_key()
        public = read_private_key(private).public_key()
        self.stderr.write(
            "The first line is secret: it belongs into the environment, and a copy into a safe.\n"
            "The second is public. Note it: once you replace the key, it belongs into\n"
            "LHS_OLD_SIGNING_KEYS, so that what was signed still verifies."
        )
        self.stdout.write(f"LHS_SIGNING_KEY={private}")
        self.stdout.write(f"# {key_id(public)}: {write_public_key(public)}")
