"""``python -m factcheck``: the command line.

Python puts the working folder in front of all imports for ``-m``, and what it finds there it runs. Here that folder is taken out again before
the command is imported, but what Python and this package import before this line is out of reach: in a folder of strangers use the command
``factcheck``, or ``python -I -m factcheck``.
"""

import os
import sys

if not sys.flags.safe_path and sys.path and sys.path[0] in ("", os.getcwd()):  # noqa: PTH109 - as Python spells it there
    del sys.path[0]

from factcheck.cli import run

run()
