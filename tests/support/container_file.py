"""The instructions of the Containerfile, and their shell commands run on this machine in place of an image."""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from support.paths import ROOT

INSTALLED = "/srv/policybook/.venv"
"""Where the image has the server's Python environment."""


@dataclass(frozen=True)
class Instruction:
    """An instruction of the Containerfile, such as `RUN` with its command."""

    name: str
    argument: str


def stages() -> list[list[Instruction]]:
    """The instructions of each stage, from its FROM to the next."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Containerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = [line.split(maxsplit=1) for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    instructions = [Instruction(name, argument) for name, argument in lines]
    starts = [number for number, instruction in enumerate(instructions) if instruction.name == "FROM"]
    return [instructions[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]


def values(stage: list[Instruction], name: str) -> list[str]:
    """The arguments of all instructions of one name."""
    return [instruction.argument for instruction in stage if instruction.name == name]


def environment(stage: list[Instruction]) -> dict[str, str]:
    """The variables of a stage's ENV."""
    return dict(part.split("=", 1) for argument in values(stage, "ENV") for part in shlex.split(argument))


def run(command: str, folder: Path, installed: Path) -> "subprocess.CompletedProcess[str]":
    """Runs the command of a RUN in a folder, with another place for the server's environment.

    `python3` is the one of the tests' environment.
    """
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-c", command.replace(INSTALLED, str(installed))],
        cwd=folder,
        check=False,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
