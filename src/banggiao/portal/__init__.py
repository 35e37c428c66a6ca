"""The portal: the record as pages for people, in Vietnamese and English, rendered on the server, without scripts.

`app.application(where)` is the whole of it. A page is a function of the record's `View` and `Overview` that gives one frozen
context (`pages/`), and a template that shows this and nothing else (`templates/`). Nothing here writes to a record.
The API and the feeds stand beside the pages (`machines`).
"""
