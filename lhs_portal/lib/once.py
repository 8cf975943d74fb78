import uuid
from typing import Any

from django import forms


class OnceField(forms.UUIDField):
    """The id that what the form makes will have, so that a second press finds it already made.

    Anything else than an id counts as none: the field is nobody's to correct.
    """

    def __init__(self) -> None:
        super().__init__(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def clean(self, value: Any) -> uuid.UUID | None:
        try:
            cleaned: uuid.UUID | None = super().clean(value)
        except forms.ValidationError:
            return None
        return cleaned
