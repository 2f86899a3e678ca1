"""The command line, as a person types it."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from gql.cli import main


@dataclass(frozen=True)
class Printed:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def done(self) -> str:
        """What it printed, having done what it was told."""
        assert (self.code, self.err) == (0, "")
        return self.out.strip()

    @property
    def refusal(self) -> str:
        """The one line that says why it did not."""
        assert (self.code, self.out, self.err.count("\n")) == (2, "", 1)
        return self.err.strip().removeprefix("policybook: ")


@dataclass(frozen=True)
class CommandLine:
    """A folder in which somebody types `policybook`, with settings of theirs and none from outside."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, **settings: str) -> Printed:
        """Runs the command; settings go without their prefix."""
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
        return Printed(int(ended.value.code or 0), printed.out, printed.err)
