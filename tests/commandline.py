"""The command line in the process of the tests."""

from __future__ import annotations

from factcheck.cli import main


def run(capfdbinary, *arguments) -> tuple[int, str, str]:
    """Run the command; return its exit code and what it printed on standard output and standard error."""
    code = main([str(a) for a in arguments])
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()
