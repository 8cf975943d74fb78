"""Sets the portal's environment before Django reads it; loaded first by pytest (`-p`)."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("LHS_MODE", "test")
os.environ.setdefault("LHS_DATA_DIR", tempfile.mkdtemp(prefix="lhs-test-"))
# WhiteNoise warns of a missing folder, and warnings are errors.
(Path(os.environ["LHS_DATA_DIR"]) / "static").mkdir(exist_ok=True)
