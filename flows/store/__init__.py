"""From checked rows to the published warehouse: archive, staging, building, publishing."""
