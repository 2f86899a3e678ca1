"""Hatch's build hook: a distribution without the files that its pages need is not built."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGES = Path("src/gql/pages")
WIDGETS = ("chart-insurance.js", "practice-insurance.js", "portal-insurance.js", "custom-elements.json")
GRAPHIQL = ("graphiql.min.js", "graphiql.min.css", "explorer.js", "explorer.css", "react.js", "react-dom.js")
COPIES = ("", ".br", ".gz")


class RequirePageFiles(BuildHookInterface):  # type: ignore[type-arg]
    """Stops the build where `make install` has not built the widgets and GraphiQL's files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises SystemExit with a sentence. An editable installation comes before its files are built."""
        del build_data
        if version == "editable":
            return
        missing = [str(file) for file in required_files() if not (Path(self.root) / file).is_file()]
        if missing:
            raise SystemExit(
                "policybook: the widgets or GraphiQL are not built: run `make install` in Policybook's folder, then "
                f"build again. Missing: {', '.join(missing)}"
            )


def required_files() -> list[Path]:
    """The files that git does not have and a distribution must contain, each with its compressed copies."""
    built = [PAGES / "widgets/dist" / name for name in WIDGETS] + [PAGES / "graphiql/dist" / name for name in GRAPHIQL]
    licenses = [PAGES / folder / "dist" / "LICENSES.txt" for folder in ("widgets", "graphiql")]
    return licenses + [file.with_name(file.name + suffix) for file in built for suffix in COPIES]
