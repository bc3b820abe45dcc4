"""Loading the parts of Fairway that are asked for."""

import gc
from importlib import import_module
from types import ModuleType


def loaded(name: str) -> ModuleType:
    """What is loaded stays: to look through it for garbage again and again would be a quarter of the time."""
    gc.disable()
    try:
        return import_module(name)
    finally:
        gc.enable()
