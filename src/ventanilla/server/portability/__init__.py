"""One tenant as a file, out of one installation and into another, or back into the same under another name.

`contents` says what is in it, `archive` writes and reads it, `exporting` and `importing` are the two ways.
"""
