"""Files of the session's folder: taking them in, handing them out, and telling what a cell made."""
import base64
import os
import stat

LISTED = 2000
DEPTH = 12

# The user the code runs as, where that is not this process's own.
owner = None


def snapshot(root):
    """{relative path: (size, changed ns, inode)} of regular files, links not followed, at most LISTED."""
    found, folders = {}, [("", 0)]
    while folders:
        folder, depth = folders.pop()
        try:
            entries = list(os.scandir(os.path.join(root, folder)))
        except OSError:
            continue
        for entry in entries:
            path = os.path.join(folder, entry.name)
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            if stat.S_ISDIR(status.st_mode) and depth < DEPTH and entry.name != "__pycache__":
                folders.append((path, depth + 1))
            elif stat.S_ISREG(status.st_mode):
                found[path] = (status.st_size, status.st_mtime_ns, status.st_ino)
            if len(found) >= LISTED:
                return found
    return found


def changes(before, after):
    """What a cell made or changed, as a sorted list."""
    return [
        {"path": path.encode("utf-8", "replace").decode(), "bytes": after[path][0], "change": "changed" if path in before else "new"}
        for path in sorted(after)
        if before.get(path) != after[path]
    ]


def folder_of(root, path, make=False):
    """Opens the folder that holds `path`, step by step from `root`, following no link; returns (descriptor, name)."""
    *folders, name = path.split("/")
    if not name or any(part in ("", ".", "..") for part in [*folders, name]):
        raise OSError("not a path inside the session's folder")
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    here = os.open(root, flags)
    for part in folders:
        try:
            if make:
                try:
                    os.mkdir(part, 0o755, dir_fd=here)
                    give(part, here)
                except FileExistsError:
                    pass
            inner = os.open(part, flags, dir_fd=here)
        finally:
            os.close(here)
        here = inner
    return here, name


def give(path, folder=None):
    """Makes a file the code's own where the supervisor is another user."""
    if owner is not None:
        os.chown(path, owner, owner, dir_fd=folder)


def write(root, path, data):
    here, name = folder_of(root, path, make=True)
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        with open(os.open(name, flags, 0o644, dir_fd=here), "wb") as file:
            give(file.fileno())
            file.write(data)
    finally:
        os.close(here)


def read(root, path, limit):
    here, name = folder_of(root, path)
    try:
        with open(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=here), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError("not a regular file")
            data = file.read(limit + 1)
    finally:
        os.close(here)
    if len(data) > limit:
        raise OSError("larger than %d bytes" % limit)
    return data


def take_in(root, given):
    """Writes the files sent with a cell; returns the faults as sentences."""
    faults = []
    for item in given:
        try:
            write(root, item["path"], base64.b64decode(item["data"]))
        except (OSError, ValueError) as error:
            faults.append("%s was not written: %s" % (item["path"], getattr(error, "strerror", None) or error))
    return faults


def hand_out(root, wanted, limit):
    """Reads the files asked for, all together at most `limit` bytes."""
    out = []
    for path in wanted:
        try:
            data = read(root, path, limit)
            limit -= len(data)
            out.append({"path": path, "data": base64.b64encode(data).decode()})
        except OSError as error:
            out.append({"path": path, "fault": str(getattr(error, "strerror", None) or error)})
    return out
