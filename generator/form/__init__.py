"""A form for those who do not write YAML: `/admin/`, a content editor made for this model.

`admin_files` are what a server or a published site holds below `/admin/`; `answer` is what the
preview server says to any request there, the records of the checkout among them.
"""

from generator.form.answers import Answer, answer
from generator.form.hosts import (
    CodeHost,
    apache_below_admin,
    code_host,
    headers_below_admin,
)
from generator.form.page import FormLacks, admin_files

__all__ = [
    "Answer",
    "CodeHost",
    "FormLacks",
    "admin_files",
    "answer",
    "apache_below_admin",
    "code_host",
    "headers_below_admin",
]
