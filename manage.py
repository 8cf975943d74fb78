#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    if sys.argv[1:2] == ["generate_signing_key"]:
        # In production the settings cannot be read before there is a key.
        from lhs_portal.lib.signing_keys import make_private_key

        os.environ |= {
            "LHS_MODE": "test",
            "LHS_SECRET_KEY": "of no use",
            "LHS_SIGNING_KEY": make_private_key(),
            "LHS_OLD_SIGNING_KEYS": "",
        }
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
