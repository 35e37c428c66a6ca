"""The pages: each module has the frozen contexts of some pages and the functions that make them from a record."""
