"""Owns the one channel to the host and watches over the worker, which it never trusts: all waits, sizes and counts are
its own. Runs as init of the sandbox where the sandbox has one, so that nothing the user starts can kill or outlive it."""
import os
import select
import signal
import sys

from sensorium import confine, files, frames, processes, worker
from sensorium.running import Running

HOST_IN, HOST_OUT = 0, 1
TICK = 0.05
GRACE = 1.0


class Worker:
    """The forked child as seen from outside: its descriptors, its frames, and what still has to be sent to it."""

    def __init__(self, limits):
        self.pid, self.requests, self.answers, self.out, self.err = worker.start(limits)
        self.reader = frames.Reader(self.answers, frames.WORKER_LIMIT)
        self.unsent = b""
        self.speaks = True

    def send(self):
        try:
            self.unsent = self.unsent[os.write(self.requests, self.unsent) :]
        except BlockingIOError:
            pass
        except OSError:
            self.unsent = b""

    def messages(self):
        """Whole frames that have arrived; raises Broken when the worker does not keep to the format."""
        try:
            self.speaks = self.reader.fill()
        except BlockingIOError:
            pass
        return list(iter(self.reader.take, None))

    def close(self):
        for descriptor in (self.requests, self.answers, self.out, self.err):
            os.close(descriptor)


def cause(status):
    """The end of a worker that we did not end, in words."""
    if os.WIFSIGNALED(status):
        return "The interpreter was killed by signal %d (%s)." % (os.WTERMSIG(status), signal.strsignal(os.WTERMSIG(status)))
    return "The interpreter ended itself with status %d." % os.WEXITSTATUS(status)


class Supervisor:
    def __init__(self, limits):
        self.limits = limits
        files.owner = limits["user"]
        self.root = os.getcwd()
        self.host = frames.Reader(HOST_IN, frames.HOST_LIMIT)
        self.worker = Worker(limits)
        self.running = None

    def wait(self):
        """Waits for news; returns the descriptors that have some."""
        reads = [HOST_IN]
        if self.running:
            reads += [self.worker.answers] * self.worker.speaks + self.running.readable()
        writes = [self.worker.requests] if self.worker.unsent else []
        reads, writes, _ = select.select(reads, writes, [], TICK if self.running else None)
        return reads, writes

    def serve(self):
        while True:
            reads, writes = self.wait()
            if writes:
                self.worker.send()
            if HOST_IN in reads:
                if not self.host.fill():
                    return
                for request in iter(self.host.take, None):
                    self.obey(request)
            if self.running:
                self.watch(reads)

    def obey(self, request):
        if request["type"] == "run":
            self.begin(request)
        elif request["type"] == "interrupt" and self.running:
            self.running.stop("cancelled", GRACE)

    def begin(self, request):
        faults = files.take_in(self.root, request["files"])
        outputs = {self.worker.out: "stdout", self.worker.err: "stderr"}
        self.running = Running(request, self.root, outputs, faults)
        processes.every(self.worker.pid, signal.SIGCONT)
        self.worker.unsent += frames.encode({"cell": request["cell"], "code": request["code"]})
        self.worker.send()

    def watch(self, reads):
        """One round of the running cell: its output, its frames, its limits, its end."""
        running = self.running
        running.drain(reads)
        if self.worker.answers in reads:
            try:
                for message in self.worker.messages():
                    running.hear(message)
            except frames.Broken:
                running.died("The code wrote into the interpreter's own channel, which broke it.")
        dead = processes.reap()
        if self.worker.pid in dead:
            running.died(cause(dead[self.worker.pid]))
        elif not running.outcome:
            running.check(self.limits, processes.under(self.worker.pid))
            if running.stopping and not running.interrupted:
                running.interrupted = True
                processes.send([self.worker.pid], signal.SIGINT)
            if running.overdue():
                processes.kill(self.worker.pid)
                running.died(None)
        if running.outcome:
            self.finish(running)

    def finish(self, running):
        """Sends the outcome. A worker that is lost is replaced, one that lives is frozen until the next cell; programs
        it has started live on with it, unless the cell had to be stopped."""
        running.drain(running.outputs)
        running.weigh(self.limits, processes.under(self.worker.pid))
        if running.lost:
            processes.kill(self.worker.pid)
            self.worker.close()
            self.worker = Worker(self.limits)
        else:
            processes.every(self.worker.pid, signal.SIGSTOP)
            if running.stopping:
                processes.kill_but(self.worker.pid)
                running.drain(running.outputs)
        self.running = None
        frames.send(HOST_OUT, running.report())


def serve(limits, preload):
    """Imports `preload` while nobody waits, then answers the host until it hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confine.hide()
    loaded = []
    for name in preload:
        try:
            __import__(name)
            loaded.append(name)
        except Exception:
            pass
    supervisor = Supervisor(limits)
    frames.send(HOST_OUT, {"type": "ready", "python": sys.version.split()[0], "loaded": loaded})
    try:
        supervisor.serve()
    finally:
        processes.kill(supervisor.worker.pid)
