"""Empty workbooks that are recognised when they come back filled in: one TOML file a dataset says what it holds."""
