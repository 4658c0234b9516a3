"""Run a command that ends when the process which started it ends, however it ended.

    python exit_with_parent.py <process id of the starter> <command> …

Linux tells the command with SIGTERM; elsewhere it is only run.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

SIGNAL_WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG


def main(starter: int, command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SIGNAL_WHEN_PARENT_ENDS, signal.SIGTERM)
        if os.getppid() != starter:  # it ended before we could ask
            sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
