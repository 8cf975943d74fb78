"""A document to the text of a framework file, which reads back as the same document."""

import math
from decimal import Decimal
from typing import Any

import yaml

from commitments.document_form import Document


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 -- the name is PyYAML's
        """The reader refuses aliases, which can explode."""
        return True


def _plain_number(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = f"{number:f}"
    kind = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Dumper.add_representer(Decimal, _plain_number)


def render_yaml(document: Document) -> bytes:
    items = [
        {**item, "weight": Decimal(item["weight"])} if "weight" in item else item
        for item in document["items"]
    ]
    # Not folded: the reader wants a text without quotes on one line.
    text: str = yaml.dump(
        {**document, "items": items},
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=math.inf,
    )
    return text.encode()
