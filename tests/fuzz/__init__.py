"""Mutated workbooks: bent bytes, bent XML, bent cells. Reading one never raises, hangs, or loses a row.

Run as a program it prints what it met: ``python -m tests.fuzz 5000``.
"""
