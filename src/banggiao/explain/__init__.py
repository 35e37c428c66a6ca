"""A reading shown where it was read: the page's text with every story and finding marked, and its rule.

`words` puts findings into words, `marks` cuts the text at every boundary, `terminal` and `html` show it.
"""
