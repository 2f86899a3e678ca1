"""What the server keeps on its own machine beside a SQLite database, or in a folder where the database is elsewhere."""

from pathlib import Path

from store.db.backends import is_postgresql
from store.db.sqlite import database_file


class LocalFiles:
    """The paths of the server's own files and folders: NAME.key beside a SQLite file NAME, `key` in a folder."""

    def __init__(self, database_url: str, folder: Path | None) -> None:
        """`folder` is where everything but a SQLite file goes; without it, beside that file, or in ./policybook."""
        self._beside = None if folder or is_postgresql(database_url) else database_file(database_url)
        self._folder = (folder or Path("policybook")).absolute()

    @property
    def key(self) -> Path:
        """The generated local key."""
        return self._path("key")

    @property
    def files(self) -> Path:
        """The folder of stored files, where there is no bucket."""
        return self._path("files")

    @property
    def incoming(self) -> Path:
        """The folder of uploads in progress: not in /tmp, as they are health data too."""
        return self._path("incoming")

    def _path(self, name: str) -> Path:
        return self._beside.with_name(f"{self._beside.name}.{name}") if self._beside else self._folder / name
