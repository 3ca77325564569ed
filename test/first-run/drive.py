"""Drives a program through a pseudo-terminal.

Reads one JSON object from standard input: command, env, cwd, steps. Each step waits until its text has appeared
since the step before, then sends its keys. Prints one JSON object: the transcript and the exit code; null when a text did
not come in time.
"""

import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

PATIENCE_SECONDS = 30


def main():
    task = json.load(sys.stdin)
    pid, terminal = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        os.chdir(task["cwd"])
        os.execve(task["command"][0], task["command"], task["env"])
    said, since, in_time = b"", 0, True
    for step in task["steps"]:
        wanted = step["wait"].encode()
        said, in_time = read_until(terminal, said, since, wanted)
        if not in_time:
            os.kill(pid, signal.SIGKILL)
            break
        since = len(said)
        os.write(terminal, step["send"].encode())
    said, _ = read_until(terminal, said, since, None)
    _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status) if in_time else None
    json.dump({"transcript": said.decode("utf-8", "replace"), "code": code}, sys.stdout)


def read_until(terminal, said, since, wanted):
    """Reads until `wanted` has come after `since`, or the program ends; the second value tells which."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        readable, _, _ = select.select([terminal], [], [], 0.1)
        if not readable:
            continue
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            return said, False
        if not chunk:
            return said, False
        said += chunk
        if wanted is not None and wanted in said[since:]:
            return said, True
    return said, False


main()
