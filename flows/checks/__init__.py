"""Rules that staged rows must keep: value schemas by pandera, no key twice in a sheet."""
