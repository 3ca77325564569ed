"""Length-prefixed JSON between processes: a big-endian uint32, then so many bytes of JSON."""
import json
import os

HOST_LIMIT = 24 << 20
WORKER_LIMIT = 12 << 20


class Broken(Exception):
    """The other side sent something that is no frame."""


def encode(message):
    body = json.dumps(message).encode()
    return len(body).to_bytes(4, "big") + body


def send(descriptor, message):
    view = memoryview(encode(message))
    while view:
        view = view[os.write(descriptor, view) :]


class Reader:
    """Collects frames from a descriptor whose writer is not trusted: a frame over `limit` bytes is Broken."""

    def __init__(self, descriptor, limit):
        self.descriptor = descriptor
        self.limit = limit
        self.buffer = bytearray()

    def fill(self):
        """Reads what is there; False at the end of the stream."""
        chunk = os.read(self.descriptor, 1 << 16)
        self.buffer += chunk
        return bool(chunk)

    def take(self):
        """The next whole frame, or None while it is still incomplete."""
        if len(self.buffer) < 4:
            return None
        size = int.from_bytes(self.buffer[:4], "big")
        if size > self.limit:
            raise Broken("frame of %d bytes" % size)
        if len(self.buffer) < 4 + size:
            return None
        body = bytes(self.buffer[4 : 4 + size])
        del self.buffer[: 4 + size]
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise Broken("not JSON") from error
        if not isinstance(message, dict):
            raise Broken("not an object")
        return message

    def next(self):
        """Blocks for the next frame; None at the end of the stream."""
        while True:
            message = self.take()
            if message is not None or not self.fill():
                return message
