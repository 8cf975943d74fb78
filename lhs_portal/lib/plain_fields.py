"""Form fields for what people type. They keep the text as it is; see plain_text.py."""

from functools import partial
from typing import Any

from django import forms

from lhs_portal.lib.plain_text import (
    LONGEST_LINE,
    LONGEST_TEXT,
    is_blank,
    newlines_of_form,
    validate_line,
    validate_text,
)


class LineField(forms.CharField):
    """One line, such as a name: outer spaces are taken off, nothing else is changed."""

    def __init__(self, *, longest: int = LONGEST_LINE, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        # The one rule for text, instead of Django's: one fault, one sentence.
        self.validators = [partial(validate_line, longest=longest)]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").strip(" ")


class TextField(forms.CharField):
    """Several lines, kept to the character."""

    widget = forms.Textarea

    def __init__(self, *, longest: int = LONGEST_TEXT, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.validators = [partial(validate_text, longest=longest)]

    def to_python(self, value: Any) -> str:
        return newlines_of_form(str(super().to_python(value) or ""))

    def validate(self, value: str) -> None:
        """What no reader could see is as good as nothing."""
        super().validate("" if is_blank(value) else value)
