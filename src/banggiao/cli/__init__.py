"""The command line: ``banggiao read``, ``evaluate`` and ``label``. Typer for arguments, Rich for what people look at."""
