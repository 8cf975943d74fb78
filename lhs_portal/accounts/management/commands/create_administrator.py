import getpass
import os
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction

from lhs_portal.accounts.actions.people import add_person
from lhs_portal.accounts.actions.portal_roles import grant_role
from lhs_portal.accounts.codes import PortalRole
from lhs_portal.accounts.models import User
from lhs_portal.lib.plain_text import is_blank, validate_line

VARIABLE = "LHS_ADMINISTRATOR_PASSWORD"


class Command(BaseCommand):
    help = (
        "Makes an administrator of the portal: a new account with a confirmed address, or one "
        "that is there, whose password stays. The password is asked for, unless it comes on "
        f"standard input or in {VARIABLE}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", help="The person's name; needed for a new account.")
        parser.add_argument(
            "--password-stdin", action="store_true", help="Read the password from standard input."
        )

    @transaction.atomic
    def handle(
        self, *_: Any, email: str, name: str | None, password_stdin: bool, **__: Any
    ) -> None:
        email = email.strip().lower()
        person = User.objects.filter(email=email).first()
        if person is None:
            person = self.add(email, name or "", from_stdin=password_stdin)
        grant_role(person, role=PortalRole.ADMINISTRATOR, by=None)
        self.stdout.write(f"{person.name} <{person.email}> is an administrator of the portal.")

    def add(self, email: str, name: str, *, from_stdin: bool) -> User:
        if is_blank(name):
            raise CommandError("There is no such account. To make one, give --name too.")
        try:
            validate_email(email)
            validate_line(name)
            password = read_password(from_stdin=from_stdin)
            validate_password(password, User(email=email, name=name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return add_person(email=email, name=name, password=password)


def read_password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if given := os.environ.get(VARIABLE):
        return given
    password = getpass.getpass("Password: ")
    if getpass.getpass("The same again: ") != password:
        raise CommandError("The two passwords differ. Nothing was made.")
    return password
