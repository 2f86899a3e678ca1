"""The command line, as a person types it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from gql.cli import main


@dataclass(frozen=True)
class CommandResult:
    """The exit code of a command, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def output(self) -> str:
        """What a command that must succeed printed."""
        assert (self.code, self.err) == (0, "")
        return self.out.strip()

    @property
    def error(self) -> str:
        """The line on stderr of a command that must be refused, without the program's name."""
        assert (self.code, self.out, self.err.count("\n")) == (2, "", 1)
        return self.err.strip().removeprefix("policybook: ")


@dataclass(frozen=True)
class CommandLine:
    """Runs `policybook` in a folder, without settings from the environment of the tests."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, **settings: str) -> CommandResult:
        """Runs a command; settings go without their prefix."""
        with self.monkeypatch.context() as patch:
            patch.chdir(self.folder)
            for name in [name for name in os.environ if name.startswith("POLICYBOOK_")]:
                patch.delenv(name)
            for name, value in settings.items():
                patch.setenv(f"POLICYBOOK_{name.upper()}", value)
            patch.setattr(sys, "argv", ["policybook", *arguments])
            with pytest.raises(SystemExit) as ended:
                main()
        printed = self.capsys.readouterr()
        return CommandResult(int(ended.value.code or 0), printed.out, printed.err)
