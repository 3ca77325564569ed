"""One cell while it runs: what it has put out so far, its deadlines and limits, and the report at its end."""
import base64
import time

from sensorium import files, processes
from sensorium.output import Output, fit

FLOOD = 64 << 20
SHOWN = 12 << 20
DISPLAYS = 50
PICTURES = 16
ERROR = 6000


def is_base64(text):
    try:
        return bool(base64.b64decode(text, validate=True))
    except ValueError:
        return False


class Running:
    def __init__(self, request, root, outputs, faults):
        self.request, self.root, self.faults = request, root, faults
        self.outputs = {descriptor: Output(name) for descriptor, name in outputs.items()}
        self.before = files.snapshot(root)
        self.started = time.monotonic()
        self.deadline = self.started + request["timeout"]
        self.stopping = None
        self.grace = None
        self.interrupted = False
        self.displays, self.shown, self.dropped = [], 0, 0
        self.outcome, self.lost = None, False
        self.peak = 0

    def drain(self, ready):
        for descriptor, output in self.outputs.items():
            if descriptor in ready and output.open:
                output.open = output.fill(descriptor)

    def readable(self):
        return [descriptor for descriptor, output in self.outputs.items() if output.open]

    def hear(self, message):
        """Takes a frame of the worker; anything of an unexpected shape is dropped."""
        if message.get("cell") != self.request["cell"]:
            return
        if message.get("type") == "display":
            self.keep(message.get("display"))
        elif message.get("type") == "done" and not self.outcome:
            error = message.get("error")
            ended = message.get("ended")
            self.outcome = {
                "ended": self.stopping or (ended if ended in ("ok", "error", "exit", "interrupted") else "error"),
                "error": error if isinstance(error, str) else None,
            }

    def keep(self, display):
        if not isinstance(display, dict) or display.get("kind") not in ("text", "markdown", "png"):
            return
        data = display.get("data")
        pictures = sum(shown["kind"] == "png" for shown in self.displays)
        if (
            not isinstance(data, str)
            or self.shown + len(data) > SHOWN
            or len(self.displays) == DISPLAYS
            or display["kind"] == "png"
            and (pictures == PICTURES or not is_base64(data))
        ):
            self.dropped += 1
            return
        self.shown += len(data)
        self.displays.append({"kind": display["kind"], "data": data})

    def stop(self, why, grace):
        """Asks the cell to end within `grace` seconds; the first reason stands."""
        if not self.stopping:
            self.stopping = why
            self.grace = time.monotonic() + grace

    def weigh(self, limits, pids):
        used = processes.memory(pids, limits["memory"])
        self.peak = max(self.peak, used)
        return used

    def check(self, limits, pids):
        """Compares the cell with its limits."""
        used = self.weigh(limits, pids)
        if used > limits["memory"] or processes.scarce():
            self.stop("memory", 0)
        elif len(pids) > limits["processes"]:
            self.stop("processes", 0)
        elif sum(output.total for output in self.outputs.values()) > FLOOD:
            self.stop("output", 1)
        elif time.monotonic() > self.deadline:
            self.stop("timeout", 1)

    def overdue(self):
        return self.stopping is not None and time.monotonic() > self.grace

    def died(self, error):
        """The worker is gone, or must go; `error` says why where no limit does."""
        self.lost = True
        self.outcome = {"ended": self.stopping or "died", "error": error}

    def report(self):
        """The outcome for the host, every text cut to its share of the budget."""
        changed = files.changes(self.before, files.snapshot(self.root))
        budget = self.request["chars"]
        number = self.request["cell"]
        error = self.outcome["error"] and fit(self.root, "output-%d-error.txt" % number, self.outcome["error"], min(ERROR, budget))
        budget -= len(error["text"]) if error else 0
        texts = max(1, sum(shown["kind"] != "png" for shown in self.displays))
        displays = []
        for index, shown in enumerate(self.displays):
            if shown["kind"] == "png":
                displays.append(shown)
                continue
            name = "output-%d-value%s.txt" % (number, "-%d" % index if texts > 1 else "")
            displays.append({"kind": shown["kind"], **fit(self.root, name, shown["data"], max(200, budget * 2 // 3 // texts))})
            budget -= len(displays[-1]["text"])
            texts -= 1
        streams = {}
        for output in sorted(self.outputs.values(), key=lambda output: output.total):
            share = budget // 2 if not streams else budget
            streams[output.name] = {"total": output.total, **fit(self.root, "output-%d-%s.txt" % (number, output.name), output.text(), max(200, share))}
            budget -= len(streams[output.name]["text"])
        seconds = time.monotonic() - self.started
        return {
            "type": "result",
            "cell": number,
            "ended": self.outcome["ended"],
            "lost": self.lost,
            "error": error,
            "displays": displays,
            "dropped": self.dropped,
            **streams,
            "faults": self.faults,
            "files": changed[:200],
            "taken": files.hand_out(self.root, self.request["take"], self.request["takeBytes"]),
            "seconds": round(seconds, 4),
            "memory": self.peak,
        }
