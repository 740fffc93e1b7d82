"""Runs a script with Microsoft's Python SDK, which is installed into a folder below `target`."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target" / "interop-python"
PYTHON = FOLDER / "bin" / "python3"


def install():
    """Installs msgraph-sdk from PyPI if it is missing, and runs the script again in its environment."""
    if not (FOLDER / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "msgraph-sdk"], check=True)
        (FOLDER / "installed").touch()
    if pathlib.Path(sys.prefix) != FOLDER:
        sys.exit(subprocess.run([PYTHON, *sys.argv], check=False).returncode)
