"""The child that holds the user's variables. Everything it says is only its own claim."""
import fcntl
import gc
import os
import signal
import sys
import types

from sensorium import cell, confine, display, frames


def sender(number, outbox):
    """What takes the displays of a cell; how many are kept is the supervisor's to say."""
    return lambda shown: frames.send(outbox, {"type": "display", "cell": number, "display": shown})


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass


def serve(inbox, outbox):
    main = types.ModuleType("__main__")
    main.__builtins__ = __builtins__
    main.display = display.display
    sys.modules["__main__"] = main
    me = os.getpid()
    streams = sys.stdout, sys.stderr
    reader = frames.Reader(inbox, frames.HOST_LIMIT)
    while True:
        request = reader.next()
        if request is None:
            return
        sys.stdout, sys.stderr = streams
        display.emit = sender(request["cell"], outbox)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            outcome = cell.run(request["code"], request["cell"], main.__dict__)
        except KeyboardInterrupt:
            outcome = {"ended": "interrupted"}
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        flush()
        if os.getpid() != me:
            return
        frames.send(outbox, {"type": "done", "cell": request["cell"], **outcome})


def become(inbox, outbox, out, err, limits):
    """Turns a fresh fork into the worker: only its own pipes stay open, and the limits hold from here on."""
    high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 32) for descriptor in (os.open(os.devnull, os.O_RDONLY), out, err, inbox, outbox)]
    for target, descriptor in enumerate(high):
        os.dup2(descriptor, target)
    os.closerange(5, 4096)
    os.setsid()
    sys.stdin = open(0, closefd=False)
    sys.stdout = sys.__stdout__ = open(1, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.stderr = sys.__stderr__ = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)
    sys.argv = [""]
    sys.path.insert(0, os.getcwd())
    confine.limit(limits)
    serve(3, 4)


def start(limits):
    """Forks a worker; returns its pid and this side's descriptors (requests in, answers out, stdout, stderr)."""
    (inbox, requests), (answers, outbox), (out, out_end), (err, err_end) = os.pipe(), os.pipe(), os.pipe(), os.pipe()
    gc.freeze()
    pid = os.fork()
    if pid == 0:
        try:
            become(inbox, outbox, out_end, err_end, limits)
        finally:
            os._exit(0)
    for descriptor in (inbox, outbox, out_end, err_end):
        os.close(descriptor)
    for descriptor in (requests, answers, out, err):
        os.set_blocking(descriptor, False)
    return pid, requests, answers, out, err
