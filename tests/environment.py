"""Sets the portal's environment before Django reads it; loaded first by pytest (`-p`)."""

import os
import tempfile

os.environ.setdefault("LHS_MODE", "test")
os.environ.setdefault("LHS_DATA_DIR", tempfile.mkdtemp(prefix="lhs-test-"))
