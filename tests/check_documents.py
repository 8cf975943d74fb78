"""Opens Word files and workbooks with LibreOffice: `make check-documents`, `python -m tests.check_documents`.

Each file of each sample page is converted to PDF, without a profile of anybody's. With a folder as
argument the files stay there, to be looked at.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import pypdf

import tests.environment  # noqa: F401  (before Django reads its settings)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lhs_portal.settings")
django.setup()

from reports.documents import KIND_BY_CODE, render_document  # noqa: E402
from tests.reports import rated_samples, samples  # noqa: E402
from tests.reports.documents import paper_samples  # noqa: E402

FILTERS = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}
SECONDS = 180
MISSING = (
    "LibreOffice was not found, so nothing could be checked. On Debian and Ubuntu: "
    "apt-get install --no-install-recommends libreoffice-writer-nogui libreoffice-calc-nogui; "
    "on a Mac: brew install --cask libreoffice."
)
COMPLAINTS = ("error", "could not", "failed", "repair", "corrupt")


def main() -> int:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        sys.stderr.write(f"{MISSING}\n")
        return 1
    with tempfile.TemporaryDirectory() as profile:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(profile) / "files"
        folder.mkdir(parents=True, exist_ok=True)
        faults = 0
        for path, name in _files(folder):
            fault = _open(office, Path(profile), path, name)
            faults += bool(fault)
            print(f"{path.name}: {fault or 'opens'}", flush=True)
    return 1 if faults else 0


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file, and the name of the organization as its reader should find it."""
    sheets = {"rated": rated_samples.rated, "partial": samples.partial}
    pages = {
        **paper_samples.PAGES,
        **{k: lambda f=f: samples.make_page(f()) for k, f in sheets.items()},
    }
    for name, make in pages.items():
        page = make()
        for code in FILTERS:
            document = render_document(KIND_BY_CODE[code], samples.material_of(page))
            if document:
                path = folder / f"{name}.{code}"
                path.write_bytes(document.content)
                yield path, page.identity.organization


def _open(office: str, profile: Path, path: Path, organization: str) -> str:
    """What went wrong; empty where the file opened and its text is there."""
    command = [
        office, "--headless", "--norestore", f"-env:UserInstallation=file://{profile}/office",
        f"--infilter={FILTERS[path.suffix[1:]]}", "--convert-to", "pdf", "--outdir", str(path.parent), str(path),
    ]  # fmt: skip
    pdf = path.with_suffix(f"{path.suffix}.pdf")
    made = path.with_suffix(".pdf")
    made.unlink(missing_ok=True)
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"not open after {SECONDS} s"
    lines = f"{done.stdout}\n{done.stderr}".lower().splitlines()
    said = "\n".join(line for line in lines if "javaldx" not in line)  # it looks for Java in vain
    if done.returncode or not made.exists() or any(word in said for word in COMPLAINTS):
        return f"does not open: {said.strip()[-500:]}"
    made.rename(pdf)
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf.read_bytes())).pages
    )
    letters = "".join(each for each in organization if each.isascii() and each.isalpha())[:30]
    found = "".join(each for each in text if each.isascii() and each.isalpha())
    return "" if letters in found else "the organization's name is not in it"


if __name__ == "__main__":
    sys.exit(main())
