"""Runs first inside the sandbox: makes the driver's modules importable from the sources the host sent."""
import importlib.abc
import importlib.util
import sys


class Sources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def __init__(self, sources):
        self.sources = {"sensorium": "", **{"sensorium." + name: text for name, text in sources.items()}}

    def find_spec(self, name, path=None, target=None):
        if name in self.sources:
            return importlib.util.spec_from_loader(name, self, is_package=name == "sensorium")

    def get_source(self, name):
        return self.sources[name]

    def get_code(self, name):
        return compile(self.sources[name], "<sensorium>/" + name, "exec", dont_inherit=True)


def install(sources):
    sys.meta_path.insert(0, Sources(sources))
