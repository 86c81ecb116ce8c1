"""One module a file format: each gives the sheets of a file as cells with their true places."""
