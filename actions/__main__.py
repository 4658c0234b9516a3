"""The actions process: `python -m actions`."""

from __future__ import annotations

import gc


def main() -> None:
    """Serve until stopped."""
    # What is loaded at the start stays: to look for garbage in it would take a tenth of the time.
    gc.disable()
    from actions.server import serve

    serve()


if __name__ == "__main__":
    main()
