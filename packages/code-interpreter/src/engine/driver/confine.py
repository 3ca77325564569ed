"""What each process puts on itself: resource limits of the worker, privacy of the supervisor's memory."""
import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_CHILD_SUBREAPER = 36


def prctl(option, value):
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def hide():
    """Keeps same-uid processes from opening this one's memory and descriptors, and adopts orphans of the worker."""
    prctl(PR_SET_DUMPABLE, 0)
    prctl(PR_SET_CHILD_SUBREAPER, 1)


def cap(name, value):
    kind = getattr(resource, name, None)
    if kind is None:
        return
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(kind, (value, value))
    except (ValueError, OSError):
        pass


def limit(limits):
    """Applies the limits to this process and all it will start."""
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    cap("RLIMIT_CORE", 0)
    cap("RLIMIT_DATA", limits["memory"])
    cap("RLIMIT_FSIZE", limits["fileSize"])
    cap("RLIMIT_NOFILE", limits["openFiles"])
    cap("RLIMIT_MSGQUEUE", 0)
    cap("RLIMIT_MEMLOCK", 1 << 20)
    if limits["user"] is not None:
        os.setgroups([])
        os.setgid(limits["user"])
        os.setuid(limits["user"])
    prctl(PR_SET_DUMPABLE, 1)
    if limits["countProcesses"]:
        cap("RLIMIT_NPROC", limits["processes"])
