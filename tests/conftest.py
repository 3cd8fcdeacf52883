"""What holds for all tests."""

from hypothesis import settings

# How long one example takes on a machine that does other work too says nothing about what it shows.
settings.register_profile("coopdata", deadline=None)
settings.load_profile("coopdata")
