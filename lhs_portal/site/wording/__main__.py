"""`python -m lhs_portal.site.wording` is `manage.py messages` for a tree that does not start."""

import os
import sys

from lhs_portal.environment import BASE_DIR
from lhs_portal.site.wording.rooms import ROOMS
from lhs_portal.site.wording.running import DONE, check, update

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
rooms = tuple(name for name in sys.argv[1:] if name in ROOMS)
if "--check" not in sys.argv:
    print("\n".join(update(BASE_DIR, rooms or ROOMS)))
elif faults := list(check(BASE_DIR, rooms or DONE)):
    sys.exit("\n".join([*faults, f"{len(faults)} faults of wording"]))
