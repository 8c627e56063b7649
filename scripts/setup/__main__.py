"""Make this checkout ready to run, or to test (`--dev`). Standard library only.

Each step looks whether what it makes is there and whole, and makes it again where it is not: a set-up that
was interrupted, or whose files were damaged or moved, is mended by the next call. Nothing outside the
checkout is touched but the system's packages, and those only where one is missing.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from front import FRONTEND, front_steps, node_environment
from python import python_steps
from steps import SetupError, Step, missing, run
from system import DEV_PACKAGES, RUN_PACKAGES, packages_step

OLDEST_PYTHON = (3, 11)


def main() -> int:
    parser = argparse.ArgumentParser(prog="setup", description="Make this checkout ready to run.")
    parser.add_argument("--dev", action="store_true", help="also what the tests, linters and locks need")
    parser.add_argument("--check", action="store_true", help="say what is missing and make nothing")
    parser.add_argument("--npm", nargs=argparse.REMAINDER, help="run npm in frontend/ with the Node set up")
    options = parser.parse_args()
    if options.npm:
        return subprocess.run(["npm", *options.npm], cwd=FRONTEND, env=node_environment()).returncode
    try:
        return work(development_steps() if options.dev else running_steps(), only_check=options.check)
    except SetupError as error:
        print(f"\nset-up stopped: {error}", file=sys.stderr)
        return 1


def work(steps: list[Step], *, only_check: bool) -> int:
    if tuple(sys.version_info) < OLDEST_PYTHON:
        raise SetupError(f"Posturemap needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    if not only_check:
        run(steps)
        return 0
    lacking = missing(steps)
    print("missing: " + ", ".join(lacking) if lacking else "set-up is whole")
    return 1 if lacking else 0


def running_steps() -> list[Step]:
    return [packages_step(RUN_PACKAGES), *python_steps("run", "build"), *front_steps()]


def development_steps() -> list[Step]:
    return [packages_step([*RUN_PACKAGES, *DEV_PACKAGES]), *python_steps("dev"), *front_steps()]


if __name__ == "__main__":
    sys.exit(main())
