"""Changes the keys of a registry and is killed at one step, as `ojaq keys rotate` may be.

python tests/faults/rotating.py STEP        with OJAQ_HOME and OJAQ_PASSPHRASE; STEP names a function of the change before
                                            which, or after which ("after:..."), the process kills itself
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def killing(function: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    """The function with the end of the process before or after it."""

    def end(*given: Any, **named: Any) -> None:
        if after:
            function(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    return end


def main(step: str) -> None:
    """Rotate, and die on the way."""
    from ojaq.cli.registry import home, opened

    with opened() as by:
        from ojaq.registry.vault import key_change
        from ojaq.registry.vault.services import rotating

        name = step.removeprefix("after:")
        where: Any = key_change if hasattr(key_change, name) else rotating
        setattr(where, name, killing(getattr(where, name), after=step.startswith("after:")))
        rotating.rotate(home=home(), by=by)


if __name__ == "__main__":
    main(sys.argv[1])
