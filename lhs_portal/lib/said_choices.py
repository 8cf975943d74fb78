"""Choices of a form in the language of its reader, from labels that are marked English."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy


def said_choices(choices: type[TextChoices]) -> list[tuple[str, Any]]:
    return [(str(code), gettext_lazy(str(label))) for code, label in choices.choices]
