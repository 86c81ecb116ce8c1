"""How the command line is parsed: argparse with everything that a user sees in Bahasa Indonesia."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from flows.paths import PROJECT

OK, FAILED, USAGE = 0, 1, 2
"""Exit codes: done, not done, wrong usage."""


class _Formatter(argparse.HelpFormatter):
    """Help with Indonesian headings, written for a page of 100 signs."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Pemakaian: ")


class Parser(argparse.ArgumentParser):
    """argparse with everything a user sees in Bahasa Indonesia."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, formatter_class=_Formatter, add_help=False)
        self.options = self.add_argument_group("Pilihan")
        self.options.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """argparse's own sentence is English; the usage line says the same to our users."""
        self.print_usage(sys.stderr)
        print(f"Perintah tidak lengkap atau tidak dikenal. Lihat: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


AddParser = Callable[..., Parser]
"""Makes the parser of one command: its name, its line in the list of commands, its description."""


def add_command(
    add: AddParser, run: Callable[[argparse.Namespace], int], name: str, short: str, long: str, *, of_office: bool = True
) -> Parser:
    """A command that calls ``run`` with what was typed; ``wrong_usage`` among it ends the command. ``of_office``: it asks
    which office is meant."""
    parser = add(name, help=short, description=long)
    parser.set_defaults(run=run, wrong_usage=parser.error)
    if of_office:
        parser.options.add_argument(
            "--root", metavar="DIR", type=Path, default=PROJECT, help="folder berisi raw/, staging/, warehouse/, reports/"
        )
    return parser
