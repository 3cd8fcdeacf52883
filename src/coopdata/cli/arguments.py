"""Values of the command line that need only be there: text, names of files, what a command takes by default.

Typer has every value checked by pydantic, even one that nobody gave. To load that takes longer than to read a text.
"""

import os
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup


class Command(TyperCommand):
    """A command that takes what `taken` knows to be right, and leaves all else to Typer."""

    def get_params(self, ctx: Any) -> Any:
        """The options and arguments."""
        return list(map(_spared, super().get_params(ctx)))


class Group(TyperGroup):
    """The same for commands that have commands."""

    def get_params(self, ctx: Any) -> Any:
        """The options."""
        return list(map(_spared, super().get_params(ctx)))


def taken(kind: Any, value: Any) -> Any:
    """The value as an option of this type takes it; ValueError where that is not certain.

    >>> taken(list[str], ["fcdo"]), taken(int, 1), taken(Path, None)
    (['fcdo'], 1, None)
    """
    if get_origin(kind) is list:
        return [_one(get_args(kind)[0], one) for one in value] if value is not None else ()
    return None if value is None else _one(kind, value)


def _one(kind: Any, value: Any) -> Any:
    if kind is Path and isinstance(value, (str, Path)):
        if os.access(value, os.R_OK) or not os.path.lexists(value):
            return Path(value)
    elif type(value) is kind:
        return value
    raise ValueError(value)


def _spared(parameter: Any) -> Any:
    if "process_value" not in vars(parameter):
        parameter.process_value = partial(_process, parameter, parameter.process_value)
    return parameter


def _process(parameter: Any, checked: Any, context: Any, value: Any) -> Any:
    if _is_empty(value) and context.get_parameter_source(parameter.name).name == "COMMANDLINE":
        raise typer.BadParameter("it is empty; was it meant to come from a variable that is not set?")
    try:
        found = taken(parameter.type_descriptor.annotation, value)
    except ValueError:
        return checked(context, value)  # Typer knows what to do with it, or what to say
    if parameter.required and not found:
        return checked(context, value)
    return found if parameter.callback is None else parameter.callback(context, parameter, found)


def _is_empty(value: Any) -> bool:
    """Whether a value, or one of several, is empty text: as a path it would stand for the folder where one is."""
    return value == "" or (isinstance(value, (list, tuple)) and "" in value)
