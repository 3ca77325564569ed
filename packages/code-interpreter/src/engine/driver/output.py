"""What a cell wrote to stdout or stderr: kept up to a size, counted beyond it."""
import os

from sensorium import clip, files

KEPT = 8 << 20


class Output:
    def __init__(self, name):
        self.name = name
        self.kept = bytearray()
        self.total = 0
        self.open = True

    def fill(self, descriptor):
        """Reads what is there without waiting; False at the end of the stream."""
        for _ in range(16):
            try:
                chunk = os.read(descriptor, 1 << 16)
            except BlockingIOError:
                return True
            self.take(chunk)
            if not chunk:
                return False
        return True

    def take(self, chunk):
        self.total += len(chunk)
        self.kept += chunk[: KEPT - len(self.kept)]

    def text(self):
        return self.kept.decode("utf-8", "replace")


def fit(root, name, text, limit):
    """Cuts `text` to `limit` characters; what was cut stays whole in a file of the session."""
    short, cut = clip.clip(text, limit)
    if not cut:
        return {"text": short}
    try:
        files.write(root, name, text.encode("utf-8", "replace"))
    except OSError:
        return {"text": short, "cut": True}
    return {"text": short, "cut": True, "file": name}
