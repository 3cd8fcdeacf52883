"""Dates in English text: finding where one is mentioned, and saying which date it is.

`find` knows words and no calendar but which days exist; `resolution` knows calendars and no words. A date is never
completed from the clock: what neither the words nor the publication date tell stays unknown.
"""

from coopdata.documents.dates.find import find_dates
from coopdata.documents.dates.mention import DateMention, Relative, Unit
from coopdata.documents.dates.resolution import Direction, resolve, resolve_range

__all__ = ["DateMention", "Direction", "Relative", "Unit", "find_dates", "resolve", "resolve_range"]
