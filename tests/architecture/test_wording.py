"""Nothing that a person reads is left in English alone."""

import os

from lhs_portal.environment import BASE_DIR
from lhs_portal.lib.languages import INTERFACE, SOURCE
from lhs_portal.site.wording.po_files import path_of
from lhs_portal.site.wording.rooms import ROOMS, files_by_room
from lhs_portal.site.wording.running import DONE, check


def test_rooms_that_are_done_have_all_their_texts_in_every_language() -> None:
    assert list(check(BASE_DIR, DONE)) == []


def test_rooms_and_catalogs_are_the_same() -> None:
    files = files_by_room(BASE_DIR)
    for language in INTERFACE:
        if language != SOURCE:
            there = {
                name.removesuffix(".po") for name in os.listdir(BASE_DIR / "locale" / language)
            }
            assert there <= set(ROOMS)
            assert all(path_of(BASE_DIR, language, room).exists() for room in DONE if files[room])
