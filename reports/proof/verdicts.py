"""Authentic, altered, or unknown: what follows of what is known, with files and manifests alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lhs_portal.lib.wording import mark
from reports.proof.manifest import (
    AlteredManifest,
    ForeignManifest,
    NoManifest,
    OfARelease,
    Statement,
    looks_like_manifest,
    read_manifest,
)


class Verdict(StrEnum):
    AUTHENTIC = "authentic"
    OTHER = "of another report"
    ALTERED = "altered"
    UNKNOWN = "unknown"


IS_OURS = mark("The portal made exactly this file.")
IS_LISTED = mark("This is exactly the file that the signed manifest names.")
IS_A_REPORT = mark("This is the digest of a report of this portal.")
IS_SIGNED = mark("The portal signed exactly this manifest.")
IS_OF_A_RELEASE = mark("The portal signed exactly this manifest, for a release of the field.")
IS_A_RELEASE = mark("The portal made exactly this file, for a release of the field.")
IS_OF_MANY = mark(
    "The portal made exactly this file, for reports of more than one organization: by itself it "
    "does not tell whose it is. Check the PDF or the manifest of the report."
)
IS_ANOTHERS = mark(
    "The portal made exactly this file, but for another report than the manifest beside it."
)
WAS_CHANGED = mark(
    "The manifest beside it is sound and does not name this file: the file was changed after it "
    "was made, or it belongs to something else."
)
MANIFEST_CHANGED = mark("This manifest was changed: its signature does not fit what it says.")
MANIFEST_FOREIGN = mark("This manifest is signed with a key that this portal does not know.")
IS_UNKNOWN = mark(
    "The portal knows no report and no file with this digest. A file that was changed, saved "
    "anew, or printed to another file has another digest. With its manifest beside it you can "
    "learn whether it was altered."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """`data` is what a file holds, where it is small enough for a manifest.

    Where it stayed in the browser, `manifest` and `broken` say what the browser saw: only these
    may come from outside, and they can only make a verdict worse.
    """

    digest: str
    name: str = ""
    data: bytes | None = None
    manifest: bool = False
    broken: bool = False

    @property
    def is_manifest(self) -> bool:
        return self.manifest or (self.data is not None and looks_like_manifest(self.data))


@dataclass(frozen=True, slots=True)
class Proven:
    """A report that the digest belongs to; no ids where its signed manifest alone says so."""

    statement: Statement
    report_id: UUID | None = None
    organization_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`release` is the statement of the manifest of the release that it belongs to."""

    asked: Asked
    verdict: Verdict
    sentence: str
    proven: tuple[Proven, ...] = ()
    release: Statement | None = None


Known = Mapping[str, Sequence[Proven]]
# By digest of a file of a release, the statement of its manifest.
Released = Mapping[str, Statement]


def judge(
    asked: Sequence[Asked],
    known: Known,
    keys: Mapping[str, Ed25519PublicKey],
    released: Released,
) -> list[Finding]:
    """One finding for each that was asked, in its order. `known` and `released` are the portal's
    own, by digest.
    """
    manifests = {
        one.digest: _judge_manifest(one, known, keys, released) for one in asked if one.is_manifest
    }
    sound = [proven for finding in manifests.values() for proven in finding.proven]
    releases = [finding.release for finding in manifests.values() if finding.release]
    return [
        manifests.get(one.digest)
        or _judge_file_of_a_release(one, releases, released)
        or _judge_file(one, known, sound, beside_a_release=bool(releases))
        for one in asked
    ]


def _judge_manifest(
    one: Asked, known: Known, keys: Mapping[str, Ed25519PublicKey], released: Released
) -> Finding:
    if proven := tuple(known.get(one.digest, ())):
        return Finding(one, Verdict.AUTHENTIC, IS_SIGNED, proven)
    if one.digest in released:
        return Finding(one, Verdict.AUTHENTIC, IS_OF_A_RELEASE, release=released[one.digest])
    try:
        statement = read_manifest(one.data, keys) if one.data is not None else None
    except OfARelease as found:
        return Finding(one, Verdict.AUTHENTIC, IS_OF_A_RELEASE, release=found.statement)
    except AlteredManifest:
        return Finding(one, Verdict.ALTERED, MANIFEST_CHANGED)
    except ForeignManifest:
        return Finding(one, Verdict.UNKNOWN, MANIFEST_FOREIGN)
    except NoManifest:
        return Finding(one, Verdict.UNKNOWN, IS_UNKNOWN)
    if statement is not None:
        return Finding(one, Verdict.AUTHENTIC, IS_SIGNED, (Proven(statement),))
    if one.broken:
        return Finding(one, Verdict.ALTERED, MANIFEST_CHANGED)
    return Finding(one, Verdict.UNKNOWN, IS_UNKNOWN)


def _judge_file_of_a_release(
    one: Asked, releases: Iterable[Statement], released: Released
) -> Finding | None:
    for statement in releases:
        if names(statement, one.digest):
            return Finding(one, Verdict.AUTHENTIC, IS_LISTED, release=statement)
    if one.digest in released:
        return Finding(one, Verdict.AUTHENTIC, IS_A_RELEASE, release=released[one.digest])
    return None


def _judge_file(
    one: Asked, known: Known, manifests: Sequence[Proven], *, beside_a_release: bool
) -> Finding:
    proven = tuple(known.get(one.digest, ()))
    listed = tuple(manifest for manifest in manifests if names(manifest.statement, one.digest))
    if listed:
        return Finding(one, Verdict.AUTHENTIC, IS_LISTED, listed)
    ours = any(names(each.statement, one.digest) for each in proven)
    beside = {manifest.statement["frozen_digest"] for manifest in manifests}
    # A report's files in another language have a manifest of their own.
    same = any(each.statement["frozen_digest"] in beside for each in proven)
    if proven and manifests and (not same if ours else one.digest not in beside):
        return Finding(one, Verdict.OTHER, IS_ANOTHERS, proven)
    if proven:
        return Finding(one, Verdict.AUTHENTIC, IS_OURS if ours else IS_A_REPORT, proven)
    if manifests or beside_a_release:
        return Finding(one, Verdict.ALTERED, WAS_CHANGED)
    return Finding(one, Verdict.UNKNOWN, IS_UNKNOWN)


def names(statement: Statement, digest: str) -> bool:
    return any(file["sha256"] == digest for file in statement["files"])


def hide_ambiguous(findings: Iterable[Finding]) -> list[Finding]:
    """A file that several organizations have tells a stranger of none of them."""
    return [
        Finding(finding.asked, finding.verdict, IS_OF_MANY)
        if len({proven.organization_id for proven in finding.proven}) > 1
        else finding
        for finding in findings
    ]
