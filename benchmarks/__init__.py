"""How fast coopdata reads, what memory it takes, and how both grow; spaCy beside it in the same run.

`make bench` runs everything. Times depend on the machine, so no test asserts one; what must hold anywhere (linear time,
flat memory) is shown by comparing sizes within one run.
"""
