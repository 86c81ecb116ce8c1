"""The test bench of the checks: whole clean offices made at random, one fault planted in each, and a judge.

``offices`` makes workbooks that an honest, careful office would send; ``faults`` plants one slip and says from the table's own
equations where it must be found; ``judge`` compares that with the findings of ``check_files``. Nothing here knows how rules work.
"""
