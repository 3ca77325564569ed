"""The matplotlib backend of the sandbox: `plt.show()` and the end of a cell turn open figures into pictures."""
import sys

from matplotlib.backend_bases import FigureManagerBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, new_figure_manager_given_figure  # noqa: F401

from sensorium import display

OPEN = 8


class FigureManager(FigureManagerBase):
    def show(self):
        display.emit(display.show(self.canvas.figure))


class FigureCanvas(FigureCanvasAgg):
    manager_class = FigureManager


def show(*args, **kwargs):
    """What `plt.show()` calls: every open figure is shown once and closed."""
    from matplotlib import pyplot

    for count, number in enumerate(pyplot.get_fignums()):
        if count < OPEN:
            display.emit(display.show(pyplot.figure(number)))
    pyplot.close("all")


def is_open(value):
    """Whether `value` is a figure that the end of the cell will show anyway."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot is not None and getattr(value, "number", None) in pyplot.get_fignums()


def flush():
    """Shows the figures left open at the end of a cell."""
    if "matplotlib.pyplot" in sys.modules:
        show()
