"""Refreshes that are killed, crowded or starved: what stands afterwards is whole, and the next run finishes the work.

The suite runs a sample; ``pytest --panjang tests/interruptions`` runs all of it, and ``python -m tests.interruptions`` prints
the figures.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))  # for pabrik, also in the processes that the tests start
