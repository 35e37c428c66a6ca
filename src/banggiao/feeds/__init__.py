"""Feeds of a relationship, a person or a mechanism: Atom for what was told, iCalendar for what has a day.

Both are made of the record alone: the same record gives the same bytes.
"""

from banggiao.feeds.atom import atom
from banggiao.feeds.calendar import calendar
from banggiao.feeds.subjects import Subject, subject_of

__all__ = ["Subject", "atom", "calendar", "subject_of"]
