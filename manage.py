#!/usr/bin/env python
import atexit
import os
import sys
import tempfile

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
    if sys.argv[1:2] == ["generate_signing_key"]:
        # In production the settings cannot be read before there is a key.
        from lhs_portal.lib.signing_keys import make_private_key

        folder = tempfile.TemporaryDirectory()
        atexit.register(folder.cleanup)
        os.environ |= {
            "LHS_MODE": "test",
            "LHS_SECRET_KEY": "of no use",
            "LHS_SIGNING_KEY": make_private_key(),
            "LHS_OLD_SIGNING_KEYS": "",
            # What the settings prepare goes with it: whoever makes a key may have no folder yet.
            "LHS_DATA_DIR": folder.name,
        }
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
