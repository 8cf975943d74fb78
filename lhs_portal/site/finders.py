from collections.abc import Iterator
from pathlib import Path
from typing import Any

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class PlotlyFinder(BaseFinder):
    """plotly.js from the installed wheel, as `plotly/plotly.min.js`, and nothing else of it."""

    prefix = "plotly"
    name = "plotly.min.js"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(Path(plotly.__file__).parent / "package_data")
        self.storage.prefix = self.prefix  # type: ignore[attr-defined] # collectstatic reads it

    def check(self, **_: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        # Django takes an empty list for "not found" in either case.
        if path != f"{self.prefix}/{self.name}":
            return []
        found = self.storage.path(self.name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[Any]:  # noqa: ARG002 - Django's signature
        yield self.name, self.storage
