"""The actions process: `python -m actions [PORT]`.

Any number of them may run; each beyond the first on a machine is told its port.
"""

from __future__ import annotations

import gc
import os


def main() -> None:
    """Serve until stopped."""
    # What is loaded at the start stays: to look for garbage in it would take a tenth of the time.
    gc.disable()
    # What one question needs is too small to be shared out: on a busy machine threads that wait
    # for each other take nine times the processor.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from actions.server import serve

    serve()


if __name__ == "__main__":
    main()
