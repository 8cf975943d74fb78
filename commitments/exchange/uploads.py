"""The field for a framework file in any of its forms, and what it reads from one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from commitments.definition import Definition
from commitments.exchange.apart import read_workbook
from commitments.exchange.reading import FaultyFile, Mistake, read_sheets, read_text
from commitments.exchange.tables import ReadSheet
from lhs_portal.lib.faults import FaultyDocument
from lhs_portal.lib.uploads import policy, signatures, texts
from lhs_portal.lib.uploads.checking import Accepted
from lhs_portal.lib.uploads.fields import UploadField

OTHER_KINDS = frozenset(
    {
        policy.UNKNOWN,
        texts.NOT_TEXT,
        signatures.MARKUP,
        signatures.RICH_TEXT,
        signatures.GIF,
        signatures.SYMBOLIC_LINK,
    }
)
TEXTS = frozenset(kind.media_type for kind in policy.TEXTS)
WRONG_KIND = gettext_lazy(
    "This is no workbook (.xlsx), YAML or JSON file, or it holds characters that no text has. "
    "Choose one that was exported here."
)


class ExchangeField(UploadField):
    """Cleaned to an Accepted that is a workbook or a text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".yaml,.yml,.json,.xlsx"

    def clean(self, data: Any, initial: Any = None) -> Accepted | None:
        try:
            accepted = super().clean(data, initial)
        except ValidationError as error:
            if OTHER_KINDS.intersection(error.messages):
                raise ValidationError(WRONG_KIND, code="upload") from None
            raise
        if accepted and not is_workbook(accepted) and accepted.media_type not in TEXTS:
            raise ValidationError(WRONG_KIND, code="upload")
        return accepted


def is_workbook(accepted: Accepted) -> bool:
    return accepted.media_type == policy.XLSX.media_type


def content_of(accepted: Accepted) -> bytes:
    accepted.content.seek(0)
    return accepted.content.read()


def sheets_of(accepted: Accepted) -> list[ReadSheet]:
    """Raises FaultyFile."""
    try:
        return read_workbook(content_of(accepted))
    except FaultyDocument as refusal:
        mistakes = (Mistake("", fault.message) for fault in refusal.faults)
        raise FaultyFile(tuple(mistakes)) from None


def read_definition(accepted: Accepted) -> Definition:
    """Raises FaultyFile with every fault, and nothing else, whatever the file holds."""
    if is_workbook(accepted):
        return read_sheets(sheets_of(accepted))
    return read_text(content_of(accepted))
