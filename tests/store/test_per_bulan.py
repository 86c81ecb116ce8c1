"""Money by single months: added up from January where every month is there, said either way."""

from __future__ import annotations
