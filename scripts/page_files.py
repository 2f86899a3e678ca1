"""Makes the files that the pages need beside their sources, and that a wheel must contain:

- GraphiQL and what it is made of, copied from node_modules
- the licenses of the npm packages in GraphiQL's files and in the widgets
- a copy of each file in Brotli and in gzip, as small as they get

It works through what is new since the last time. The widgets are built before, by widgets/build.mjs.
"""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
NPM = ROOT / "node_modules"
PAGES = ROOT / "src" / "gql" / "pages"
GRAPHIQL = PAGES / "graphiql" / "dist"
WIDGETS = PAGES / "widgets" / "dist"

GRAPHIQL_FILES = {
    "graphiql.min.js": "graphiql/graphiql.min.js",
    "graphiql.min.css": "graphiql/graphiql.min.css",
    "explorer.js": "@graphiql/plugin-explorer/dist/index.umd.js",
    "explorer.css": "@graphiql/plugin-explorer/dist/style.css",
    "react.js": "react/umd/react.production.min.js",
    "react-dom.js": "react-dom/umd/react-dom.production.min.js",
}
PACKAGES = {GRAPHIQL: ("graphiql", "graphql", "@graphiql/plugin-explorer", "react", "react-dom"), WIDGETS: ("lit",)}
COMPRESSED = {".js", ".css", ".json"}
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    ".br": brotli.compress,
    ".gz": lambda contents: gzip.compress(contents, mtime=0),
}


def main() -> None:
    """Makes what is missing or not current."""
    GRAPHIQL.mkdir(exist_ok=True)
    for name, source in GRAPHIQL_FILES.items():
        _write(GRAPHIQL / name, (NPM / source).read_bytes())
    for folder, packages in PACKAGES.items():
        _write(folder / "LICENSES.txt", _licenses(packages).encode())
    for folder in (GRAPHIQL, GRAPHIQL.parent, WIDGETS, PAGES / "demo"):
        for path in sorted(folder.iterdir()):
            if path.suffix in COMPRESSED:
                _compress(path)


def _write(file: Path, contents: bytes) -> None:
    """Writes the file unless it has these contents, so that its date is that of its last change."""
    if not file.exists() or file.read_bytes() != contents:
        file.write_bytes(contents)


def _licenses(packages: tuple[str, ...]) -> str:
    """The licenses of the packages and of all they depend on: their bundles contain parts of those."""
    folders = sorted(set(_with_dependencies(packages, NPM)))
    return "\n\n".join(map(_license, folders))


def _with_dependencies(packages: tuple[str, ...], start: Path, seen: set[Path] | None = None) -> Iterator[Path]:
    seen = set() if seen is None else seen
    for package in packages:
        folder = _installed(package, start)
        if folder not in seen:
            seen.add(folder)
            yield folder
            dependencies = json.loads((folder / "package.json").read_text("utf-8")).get("dependencies", {})
            yield from _with_dependencies(tuple(dependencies), folder, seen)


def _installed(package: str, start: Path) -> Path:
    """The folder that Node would load a package from, for a file in `start`."""
    for folder in (start, *start.parents):
        if (found := folder / "node_modules" / package).is_dir():
            return found
    raise SystemExit(f"{package} is not installed: run make install")


def _license(folder: Path) -> str:
    """The package's name and version, and its license file, or what it says of its license and its authors."""
    package = json.loads((folder / "package.json").read_text("utf-8"))
    texts = [path.read_text("utf-8").strip() for path in sorted(folder.iterdir()) if _is_license(path)]
    stated = [f"{key}: {json.dumps(package[key])}" for key in ("license", "author", "contributors") if key in package]
    heading = f"{package['name']} {package['version']}"
    return "\n".join([heading, "=" * len(heading), "", "\n\n".join(texts) or "\n".join(stated), ""])


def _is_license(path: Path) -> bool:
    return path.is_file() and path.name.lower().startswith(("license", "licence", "notice", "copying"))


def _compress(path: Path) -> None:
    """Makes the copies that are missing or older than the file."""
    for suffix, compress in COMPRESS.items():
        copy = path.with_name(path.name + suffix)
        if not copy.exists() or copy.stat().st_mtime_ns < path.stat().st_mtime_ns:
            copy.write_bytes(compress(path.read_bytes()))


if __name__ == "__main__":
    main()
