"""Result files of tools, as another process may read them: what a file says, in the words of evidence."""

from services.gates.formats.recognition import read
from services.gates.formats.sentences import FRENCH
from services.gates.formats.wording import tells, worded

__all__ = ["FRENCH", "read", "tells", "worded"]
