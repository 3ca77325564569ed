"""A traceback cut to the frames the user wrote."""
import traceback

LIMIT = 20000


def is_users(frame):
    return frame.filename.startswith(("<cell", "<string>", "/work/", "/data/"))


def shorten(frames):
    """The user's frames, with runs of library frames counted instead of shown."""
    kept, hidden, last = [], 0, None
    for frame in frames:
        if is_users(frame):
            kept.extend(skipped(hidden, last))
            kept.extend(traceback.StackSummary.from_list([frame]).format())
            hidden = 0
        elif kept and not frame.filename.startswith("<sensorium>"):
            hidden, last = hidden + 1, frame
    return kept + skipped(hidden, last)


def skipped(count, last):
    if not count:
        return []
    path = last.filename.split("site-packages/")[-1].split("dist-packages/")[-1]
    return ["  [%d frames of libraries, the last at %s:%s in %s]\n" % (count, path, last.lineno, last.name)]


def chain(error, depth=0):
    """The lines of an exception and of what caused it, oldest first."""
    before = error.__cause__ if error.__cause__ is not None else None if error.__suppress_context__ else error.__context__
    lines = []
    if before is not None and depth < 5:
        lines = chain(before, depth + 1)
        lines.append("\nThe exception above was the direct cause of:\n" if error.__cause__ is not None else "\nWhile handling it, another exception occurred:\n")
    stack = traceback.extract_tb(error.__traceback__)
    frames = shorten(stack if len(stack) <= 60 else stack[:30] + stack[-30:])
    if len(stack) > 60:
        frames.insert(len(frames) // 2, "  [%d more frames]\n" % (len(stack) - 60))
    if frames:
        lines.append("Traceback (most recent call last):\n")
    return lines + frames + traceback.format_exception_only(type(error), error)


def describe(error):
    """The text of a traceback, at most LIMIT characters, whatever the exception's own methods do."""
    try:
        text = "".join(chain(error)).rstrip()
    except BaseException:
        text = type(error).__name__ + " (its traceback could not be formatted)"
    return text if len(text) <= LIMIT else text[: LIMIT // 2] + "\n… [traceback cut] …\n" + text[-LIMIT // 2 :]
