"""The chapter that the office writes every year, as a Word document: figures filled in, causes left to the author."""
