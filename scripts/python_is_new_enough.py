"""Stop early, with a sentence, when this Python cannot run Ojaq."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the check exists for the Pythons that are too old.
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(f"Ojaq needs Python 3.11 or newer; this is {found}. Say `make PYTHON=python3.11 setup`.")
