"""Runs a command and prints what it cost: CPU seconds and peak megabytes of the process, as the operating system says.

    python cost.py COMMAND [ARGUMENT]...
"""

import json
import os
import resource
import subprocess
import sys

done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
# ru_maxrss is in kilobytes on Linux, in bytes on macOS.
scale = 1e6 if os.uname().sysname == "Darwin" else 1e3
print(
    json.dumps(
        {
            "seconds": used.ru_utime + used.ru_stime,
            "megabytes": used.ru_maxrss / scale,
            "ok": done.returncode == 0,
        }
    )
)
