"""What pages are made of beyond plain Markdown: each component as data, with its plain form.

A component holds texts and anchors, never markup. `plain()` says it in headings, paragraphs and
lists, for the Markdown twin of a page; its one HTML form stands in writers/html/.
"""
