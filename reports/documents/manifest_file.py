"""The manifest as a file: the last one, because it names all others."""

from reports.documents.material import Material, Rendered
from reports.proof.keys import load_signing_key
from reports.proof.manifest import sign_manifest
from reports.proof.statement import list_files


def render_manifest(material: Material) -> Rendered | None:
    if material.statement is None:
        return None
    statement = {**material.statement, "files": list_files(material.made)}
    return Rendered(sign_manifest(statement, load_signing_key()))
