"""A script that runs one command and says what it took: `watched.py REPORT LOG COMMAND …`.

It imports next to nothing: a process begins as large as the one that starts it, so this one's own
memory is the least that can be measured.
"""

import json
import os
import resource
import sys
import time


def main() -> None:
    report, log, *command = sys.argv[1:]
    writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    began = time.perf_counter()
    process = os.posix_spawnp(
        command[0], command, os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, log, writing, 0o644), (os.POSIX_SPAWN_DUP2, 1, 2)],
    )  # fmt: skip
    _, status = os.waitpid(process, 0)
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(report, "w", encoding="utf-8") as file:
        json.dump(
            {
                "code": os.waitstatus_to_exitcode(status),
                "seconds": seconds,
                "cpu_seconds": used.ru_utime + used.ru_stime,
                # The largest process, not the sum of all; in KiB but on macOS.
                "peak_bytes": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
            },
            file,
        )


if __name__ == "__main__":
    main()
