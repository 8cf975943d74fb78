from commitments.definition import Definition
from commitments.documents import document_of, read_framework
from commitments.yaml_writing import render_yaml
from tests.frameworks import make_document, make_yaml

NAUGHTY = (
    "yes",
    "2024.12",
    "null",
    "# not a comment",
    "key: value",
    "- dash",
    "*alias &anchor !tag",
    "{{ 7*7 }} {% load x %}",
    "two\nlines\n\nand more",
    "“quotes” \"and\" 'others'",
    "U+202E \u202e and U+2028 \u2028 and e\u0301",
    "😀 \u200d",
    "a" * 40_000,
)


def test_written_file_reads_back_the_same(real_definition: Definition) -> None:
    assert read_framework(render_yaml(document_of(real_definition))) == real_definition


def test_naughty_texts_and_weights_read_back_the_same() -> None:
    document = make_document(weights={"safe.1": "0.000000001", "safe.2": "1.50", "safe.3": "12"})
    for item, text in zip(document["items"], NAUGHTY, strict=False):
        item["question"] = {"en": text, "es": text}
    definition = read_framework(make_yaml(document))
    assert definition.items[1].question.source == NAUGHTY[1]
    assert read_framework(render_yaml(document_of(definition))) == definition
