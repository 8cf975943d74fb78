"""Demo mode sends no mail: it writes each into a folder, and these pages show the folder."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Mail:
    name: str
    subject: str
    to: str
    at: datetime | None
    text: str


def demo_mail(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    paths = sorted(
        Path(settings.EMAIL_FILE_PATH).glob("*.log"),
        key=lambda path: path.stat().st_mtime_ns,
        reverse=True,
    )
    mails = [read_mail(path) for path in paths[:SHOWN]]
    return render(request, "site/demo_mail_list.html", {"mails": mails})


def demo_mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    path = Path(settings.EMAIL_FILE_PATH) / f"{name}.log"
    if not path.is_file():
        raise Http404
    return render(request, "site/demo_mail_detail.html", {"mail": read_mail(path)})


def read_mail(path: Path) -> Mail:
    """One file is one message, as it would go to a server."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 -- what the policy makes
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    date = message["Date"]
    return Mail(
        name=path.stem,
        subject=str(message["Subject"]),
        to=str(message["To"]),
        at=parsedate_to_datetime(str(date)) if date else None,
        text=text.strip(),
    )
