"""Mails that are marked in the database before they are handed over.

Of any number of processes one sends each; a process that is killed in between costs the mail, never
a second one. A mail server that is down ends the run, and what is left stays for the next.
"""

import smtplib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import structlog
from django.core.mail import EmailMessage, get_connection

log = structlog.get_logger("assessments.mailing")

# From here on an SMTP answer is final; below it, “try later”.
PERMANENT = 500
# A page waits no longer than this for a mail server; workers go on with the rest.
SECONDS_IN_A_REQUEST = 8.0
# The worker's thread has other things to do as well.
SECONDS_IN_A_SWEEP = 3.0


@dataclass(frozen=True, slots=True)
class Mail:
    """`mark` says whether this process is the one that sends it, and notes that it does.

    `unmark` is told of a mail that was not taken; with True where the mail server refused this one
    for good, so that trying again would not help.
    """

    what: str
    mark: Callable[[], bool]
    compose: Callable[[], EmailMessage]
    unmark: Callable[[bool], None]


@dataclass(frozen=True, slots=True)
class Delivery:
    sent: int
    down: bool
    all_tried: bool


def deliver(mails: Iterable[Mail], *, seconds: float) -> Delivery:
    connection = get_connection()
    until = time.monotonic() + seconds
    sent = 0
    try:
        for mail in mails:
            if time.monotonic() >= until:
                return Delivery(sent, down=False, all_tried=False)
            if not mail.mark():
                continue
            message = mail.compose()
            message.connection = connection
            try:
                if not sent:
                    connection.open()
                message.send()
            except OSError as error:  # the mail server's refusals (SMTPException) are OSErrors too
                # Its text may quote the address, which is not for the log.
                log.error("mail_not_sent", mail=mail.what, error=type(error).__name__)  # noqa: TRY400
                codes = _answers_to_this_mail(error)
                mail.unmark(bool(codes) and min(codes) >= PERMANENT)
                if not codes:
                    return Delivery(sent, down=True, all_tried=False)
            else:
                sent += 1
    finally:
        _close(connection)
    return Delivery(sent, down=False, all_tried=True)


def _answers_to_this_mail(error: OSError) -> list[int]:
    """The codes by which the mail server refused one mail; none where it takes nothing at all."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    if isinstance(error, smtplib.SMTPDataError):
        return [error.smtp_code]
    return []


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]
    except OSError as error:
        log.info("mail_server_gone", error=type(error).__name__)


def one_line(text: str) -> str:
    return " ".join(text.split())
