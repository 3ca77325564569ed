"""Counting, weighing, stopping and killing everything the user's code has started."""
import os
import signal
import time

PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = os.path.isdir("/proc/self")
ALONE = os.getpid() == 1


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def parents():
    """Parent of every visible process."""
    found = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            fields = read("/proc/%s/stat" % name).rpartition(b")")[2].split()
            if len(fields) > 1 and fields[0] not in (b"Z", b"X"):
                found[int(name)] = int(fields[1])
    return found


def under(root):
    """Every process below this supervisor; as init of its own namespace that is everyone else."""
    if not PROC:
        return [root]
    parent = parents()
    me = os.getpid()
    if ALONE:
        return [pid for pid in parent if pid != me]
    below, more = set(), {me}
    while more:
        more = {pid for pid, above in parent.items() if above in more} - below
        below |= more
    return list(below)


def resident(pid):
    fields = read("/proc/%d/statm" % pid).split()
    return int(fields[1]) * PAGE if len(fields) > 1 else 0


def proportional(pid):
    """Memory of a process with shared pages divided among those who share them; resident size where that is hidden."""
    for line in read("/proc/%d/smaps_rollup" % pid).splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) << 10
    return resident(pid)


def memory(pids, limit):
    """Bytes in use by `pids`; shared pages are only counted once where the cheap sum is over `limit`."""
    total = sum(map(resident, pids))
    return total if total <= limit else sum(map(proportional, pids))


def scarce():
    """Whether the whole machine is about to run out, by memory that no process shows as its own."""
    values = {line.split(b":")[0]: int(line.split()[1]) for line in read("/proc/meminfo").splitlines()[:5]}
    available, total = values.get(b"MemAvailable"), values.get(b"MemTotal")
    return available is not None and total is not None and available < min(total // 32, 256 << 10)


def send(pids, number):
    for pid in pids:
        try:
            os.kill(pid, number)
        except OSError:
            pass


def every(root, number):
    """Signals everything below the supervisor; in its own namespace in one step that no fork can outrun."""
    if ALONE:
        send([-1], number)
        return
    try:
        os.killpg(root, number)
    except OSError:
        pass
    send(under(root), number)


def reap():
    """Collects the dead; returns {pid: wait status}."""
    dead = {}
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return dead
        if pid == 0:
            return dead
        dead[pid] = status


def kill(root):
    """Kills everything below the supervisor and waits until it is gone, at most two seconds."""
    until = time.monotonic() + 2
    while True:
        every(root, signal.SIGKILL)
        reap()
        if time.monotonic() > until or not any(pid != os.getpid() for pid in under(root)) or not PROC:
            return
        time.sleep(0.005)


def kill_but(kept):
    """Kills everything below the supervisor except one process, and waits for it as `kill` does: what still lived would
    go on writing into the output of the next cell."""
    until = time.monotonic() + 2
    while True:
        others = [pid for pid in under(kept) if pid != kept]
        send(others, signal.SIGKILL)
        if not others or not PROC or time.monotonic() > until:
            return
        time.sleep(0.005)
