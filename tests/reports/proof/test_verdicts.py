"""What is said of files and manifests that were given together, by hand."""

import hashlib
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reports.proof.manifest import sign_manifest
from reports.proof.verdicts import Asked, Proven, Verdict, hide_ambiguous, judge
from tests.reports.proof.test_manifest import DIGEST, KEYS, MANIFEST, STATEMENT

LISTED = Asked(DIGEST, "report-3.pdf")
STRANGE = Asked("0" * 64, "strange.pdf")
OURS = Proven(STATEMENT, uuid4(), uuid4())
OTHERS = Proven({**STATEMENT, "frozen_digest": "1" * 64, "files": []}, uuid4(), uuid4())


def manifest(data: bytes = MANIFEST) -> Asked:
    return Asked(hashlib.sha256(data).hexdigest(), "m.json", data)


def verdicts(*asked: Asked, known: dict[str, list[Proven]] | None = None) -> list[Verdict]:
    return [finding.verdict for finding in judge(asked, known or {}, KEYS, {})]


def test_known_digest_is_authentic_and_unknown_one_is_unknown() -> None:
    found = verdicts(LISTED, STRANGE, known={DIGEST: [OURS]})
    assert found == [Verdict.AUTHENTIC, Verdict.UNKNOWN]


def test_manifest_alone_proves_itself_and_the_files_that_it_names() -> None:
    assert verdicts(manifest(), LISTED) == [Verdict.AUTHENTIC] * 2


def test_file_that_the_sound_manifest_beside_it_does_not_name_is_altered() -> None:
    assert verdicts(STRANGE, manifest()) == [Verdict.ALTERED, Verdict.AUTHENTIC]


def test_file_of_another_report_than_the_manifest_is_told_apart() -> None:
    found = verdicts(STRANGE, manifest(), known={STRANGE.digest: [OTHERS]})
    assert found == [Verdict.OTHER, Verdict.AUTHENTIC]


def test_changed_manifest_is_altered_and_proves_nothing() -> None:
    changed = manifest(MANIFEST.replace(b'"number":3', b'"number":4'))
    assert verdicts(changed, LISTED) == [Verdict.ALTERED, Verdict.UNKNOWN]


def test_manifest_of_a_foreign_key_is_unknown() -> None:
    foreign = manifest(sign_manifest(STATEMENT, Ed25519PrivateKey.generate()))
    assert verdicts(foreign, LISTED) == [Verdict.UNKNOWN, Verdict.UNKNOWN]


def test_manifest_that_the_portal_made_is_authentic_after_its_key_was_withdrawn() -> None:
    foreign = manifest(sign_manifest(STATEMENT, Ed25519PrivateKey.generate()))
    found = verdicts(foreign, LISTED, known={foreign.digest: [OURS]})
    assert found == [Verdict.AUTHENTIC, Verdict.AUTHENTIC]


@pytest.mark.parametrize(("broken", "verdict"), [(True, Verdict.ALTERED), (False, Verdict.UNKNOWN)])
def test_manifest_that_stayed_in_the_browser_is_believed_to_be_broken_alone(
    broken: bool, verdict: Verdict
) -> None:
    claimed = Asked("2" * 64, manifest=True, broken=broken)
    assert verdicts(claimed, LISTED) == [verdict, Verdict.UNKNOWN]


def test_manifest_that_stayed_in_the_browser_tells_of_its_files_where_it_is_known() -> None:
    claimed = Asked("2" * 64, manifest=True, broken=True)
    found = verdicts(claimed, LISTED, STRANGE, known={"2" * 64: [OURS]})
    assert found == [Verdict.AUTHENTIC, Verdict.AUTHENTIC, Verdict.ALTERED]


def test_file_that_several_organizations_have_tells_of_none() -> None:
    [finding] = hide_ambiguous(judge([LISTED], {DIGEST: [OURS, OTHERS]}, KEYS, {}))
    assert (finding.verdict, finding.proven) == (Verdict.AUTHENTIC, ())
