"""The driver where Python is WebAssembly: no processes and no descriptors, so one interpreter runs and reports a cell."""
import io
import json
import os
import sys
import types

from sensorium import cell, display, files
from sensorium.output import Output
from sensorium.running import FLOOD, Running

ROOT = "/work"


class Stream(io.TextIOBase):
    """stdout or stderr that counts, and ends a cell that floods it."""

    def __init__(self, running, output):
        self.running, self.output = running, output

    def writable(self):
        return True

    def write(self, text):
        self.output.take(str(text).encode("utf-8", "backslashreplace"))
        if self.output.total > FLOOD:
            self.running.stop("output", 0)
            raise KeyboardInterrupt
        return len(text)


def prepare():
    """Makes the session's folder and namespace."""
    os.makedirs(ROOT, exist_ok=True)
    os.chdir(ROOT)
    sys.path.insert(0, ROOT)
    main = types.ModuleType("__main__")
    main.display = display.display
    sys.modules["__main__"] = main


def run(text):
    """Runs the cell of a request (JSON of the host's `run` frame); returns its report as JSON."""
    request = json.loads(text)
    running = Running(request, ROOT, {1: "stdout", 2: "stderr"}, files.take_in(ROOT, request["files"]))
    sys.stdout, sys.stderr = (Stream(running, running.outputs[number]) for number in (1, 2))
    display.emit = running.keep
    outcome = cell.run(request["code"], request["cell"], sys.modules["__main__"].__dict__)
    running.hear({"type": "done", "cell": request["cell"], **outcome})
    return json.dumps(running.report())
