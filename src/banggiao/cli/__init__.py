"""The command line ``banggiao``: Typer for its arguments, Rich for what people look at."""
