"""The form's field for a file: its value is a checked file, and every refusal is its error."""

from typing import Any, BinaryIO, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.checking import Accepted, check_upload
from lhs_portal.lib.uploads.handlers import RefusedUpload
from lhs_portal.lib.uploads.policy import RefusedFile


class UploadField(forms.FileField):
    """Cleaned to an Accepted, or None where nothing was chosen."""

    widget = forms.FileInput
    default_error_messages: ClassVar = {"required": gettext_lazy("Choose a file.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("accept", policy.ACCEPT_ATTRIBUTE)

    def clean(self, data: Any, initial: Any = None) -> Accepted | None:  # noqa: ARG002 - Django's
        if isinstance(data, RefusedUpload):
            raise ValidationError(data.sentence, code="upload")
        if not isinstance(data, UploadedFile):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return check_upload(cast(BinaryIO, data), data.name or "")
        except RefusedFile as refused:
            raise ValidationError(refused.sentence, code="upload") from None
