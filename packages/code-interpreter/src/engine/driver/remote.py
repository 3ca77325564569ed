"""The driver inside a Jupyter kernel: files in and out around a cell, and its report from what the host heard."""
import base64
import json
import os
import shutil
import tempfile

from sensorium import files, table
from sensorium.running import Running

PREFIX = "sensorium-kernel-"

running = None


def clear():
    """Removes what kernels left that died before they could."""
    for name in os.listdir(tempfile.gettempdir()):
        pid = name[len(PREFIX) :].split("-")[0]
        if name.startswith(PREFIX) and pid.isdigit() and not os.path.exists("/proc/" + pid) and os.path.exists("/proc"):
            shutil.rmtree(os.path.join(tempfile.gettempdir(), name), ignore_errors=True)


def prepare():
    """Enters a new folder and shows data frames as Markdown."""
    clear()
    os.chdir(tempfile.mkdtemp(prefix=PREFIX + "%d-" % os.getpid()))
    shell = get_ipython()  # noqa: F821
    shell.run_line_magic("xmode", "Plain")
    markdown = shell.display_formatter.formatters["text/markdown"]
    for name in ("DataFrame", "Series"):
        markdown.for_type_by_name("pandas.core." + ("frame" if name == "DataFrame" else "series"), name, table.markdown)


def begin(text):
    global running
    request = json.loads(base64.b64decode(text))
    root = os.getcwd()
    running = Running(request, root, {1: "stdout", 2: "stderr"}, files.take_in(root, request["files"]))


def report(text):
    """The report of the cell from what it put out; the caller reads it as base64 between apostrophes."""
    heard = json.loads(base64.b64decode(text))
    for number, name in ((1, "stdout"), (2, "stderr")):
        running.outputs[number].take(heard[name].encode("utf-8", "replace"))
    for shown in heard["displays"]:
        running.keep(shown)
    running.outcome = {"ended": heard["ended"], "error": heard["error"]}
    return base64.b64encode(json.dumps(running.report()).encode()).decode()


def leave():
    shutil.rmtree(os.getcwd(), ignore_errors=True)
