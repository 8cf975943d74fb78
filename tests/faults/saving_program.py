"""Saves a note again and again through the pages, and says what the server acknowledged.

A line of JSON a try: the number that was typed, the status, the time. Then `{"kept": …}`: the note
as it is stored, and the numbers in the history.
"""

import json
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import close_old_connections  # noqa: E402
from django.test import Client  # noqa: E402

from assessments.models import Answer, Assessment  # noqa: E402
from lhs_portal.audit.models import Event  # noqa: E402
from tests.cast import client_of, make_organization, make_person  # noqa: E402
from tests.reports.factories import make_assessment, make_framework  # noqa: E402


def say(**values: object) -> None:
    print(json.dumps(values), flush=True)


def save(client: Client, assessment: Assessment, number: int, version: str) -> tuple[int, str]:
    """The status, and the version that the next save builds on."""
    close_old_connections()  # as a server does before each request; the test client leaves it out
    response = client.post(
        f"/a/{assessment.pk}/s/safe/",
        {"i-safe.1-choice": "2", "i-safe.1-note": f"note {number}", "i-safe.1-version": version},
        headers={"X-Autosave": "1"},
    )
    if response.status_code == 200:
        version = response.json()["versions"]["i-safe.1"]
    return response.status_code, version


def main() -> None:
    call_command("migrate", verbosity=0)
    alice = make_person("Alice Moreau")
    assessment = make_assessment(make_organization(alice), make_framework(), alice)
    client = client_of(alice)
    client.raise_request_exception = False
    version, number = "0", 1
    deadline = time.monotonic() + float(sys.argv[1])
    while time.monotonic() < deadline:
        # A save that was not acknowledged goes out again as it was, as the page does.
        status, version = save(client, assessment, number, version)
        say(number=number, status=status, at=time.time())
        if status == 200:
            number += 1
        time.sleep(0.02)
    history = [
        event.after["safe.1"]["note"]
        for event in Event.objects.filter(verb="answered").order_by("pk")
        if event.after
    ]
    say(kept=Answer.objects.get().note, history=history)


if __name__ == "__main__":
    main()
