"""What goes wrong outside of the code, told to whoever operates it."""


class ForPeople(Exception):
    """The message says what is wrong and what to do: no traceback is needed to understand it."""
