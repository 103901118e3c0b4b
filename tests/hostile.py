"""Strings that a program could take for markup, for a placeholder of its own, or for nothing.

Each is a legal value of a text field: no character here is one that the loader refuses.
None holds `[@` or `[[`, which mean something in prose and are tested by themselves.
"""

from __future__ import annotations

MARKDOWN_BLOCKS = (
    "# heading", "## heading ##", "###### six", "#hashtag", "#", "C#", "# C# #",
    "* item", "*", "**", "***", "* * *", "- item", "-", "--", "---", "- - -", "+ item", "+",
    "_ _ _", "___", "1. item", "1.", "1) item", "2022. A year", "0. zero", "١. Arabic digit one",
    "(1) one", "> quoted", ">", ">> twice quoted", "> - list in quote", "    four spaces first",
    "\ttab first", "        eight spaces first", "```", "```python", "``` {.x}", "~~~", "~~~ html",
    "~~~~", "===", "=====", "= title =", "Title\n===", "Title\n---", "Text\n# heading\ntext",
    "Text\n* item\n* item", "Text\n    code", "a\n> b", "|", "| a | b |", "a | b", "|---|---|",
    "| a | b |\n|---|---|\n| c | d |", "a|b\n-|-\nc|d", ":---:", ": definition", "Term\n: definition",
    "!!! note", '!!! danger "Title"', "??? x", "???+ note", "!!!", ":::", "::: module.name", ":::{note}",
    "--8<--", '--8<-- "/etc/passwd"', ';--8<-- "x"', "<!-- md -->", "+++", "---\ntitle: x\n---", "...",
    "[TOC]", "[toc]", "- [ ] open", "- [x] done", "[ ]", "[x]", "%%%", "^^^", "\\newpage",
    "=== \"Tab\"", "/// note", "///", "//// tab | x", "{{% notice %}}", "$$\nx\n$$", "\\[x\\]",
)  # fmt: skip

MARKDOWN_INLINES = (
    "*emphasis*", "**strong**", "***both***", "_emphasis_", "__strong__", "___both___", "*a **b* c**",
    "**a *b** c*", "_a *b_ c*", "a*b*c", "snake_case_name", "_private", "__init__", "* a*", "*a *",
    "2 * 3 * 4", "**unclosed", "*unclosed", "_unclosed", "`code`", "``co`de``", "`", "``", "`unclosed",
    "`<b>`", "a`b", "[text](https://evil.example/)", "[text](javascript:alert(1))", "[a]", "[a][b]", "[a][]",
    "[a]: https://evil.example/", '[a]: <javascript:alert(1)> "t"', "[a]:", "![alt](https://evil.example/x.png)",
    "![alt][ref]", "!", "!!", "![", "](", "](x)", "]", "[", "[]", "[]()", "()", "[a](", "[a](b",
    "[^1]", "[^1]: A footnote", "^[inline note]", "*[HTML]: y", "*[HTML]: Hyper Text", "HTML",
    "<https://evil.example/>", "<mailto:a@b.example>", "<a@b.example>", "https://evil.example/_a_b_",
    "www.evil.example", "a@b.example", "{: .x}", "{: .x #y onclick=alert(1) }", "{#id}", "{ #id }", "{.x}",
    "{:}", "{", "}", "{}", "{: }", "word{: .x }", "*word*{: .x }", "text\n{: #anchor }", "{=html}",
    "{{ }}", "{{ config }}", "{{ 7*7 }}", "{{", "}}", "{% %}", "{% include '/etc/passwd' %}", "{%", "%}",
    "{# #}", "{#", "#}", "{% raw %}{{ x }}{% endraw %}", "${x}", "#{x}", "<%= x %>", "<?= x ?>",
    ":smile:", ":+1:", ":material-account:", ":::warning", "==mark==", "==", "^^insert^^", "^sup^", "^", "^^",
    "~sub~", "~~struck~~", "~", "~~", "$x$", "$$x$$", "\\(x\\)", "$", "5 $ and 6 $", "++ctrl+alt++",
    "{++add++}", "{--del--}", "{~~a~>b~~}", "{==mark==}", "{>>comment<<}", "a  \nb", "a\\\nb",
    "H~2~O", "x^2^", "(c) (tm) (r)", "+/-", "-->", "<--", "==>", "=/=", "1/2", "c/o", "1st", "...", "--",
    "a--b---c", "'single'", '"double"', "((index))", "[=50% \"50%\"]", "`#!python x`", "\\*", "\\_", "\\\\",
    "\\", "a\\", "\\\\\\", "\\`", "\\[", "\\]", "\\<", "\\&", "\\{", "\\!", "\\#", "\\|", "\\ ", "\\n",
)  # fmt: skip

HTML = (
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script>", "</script>",
    "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", '"><script>alert(1)</script>',
    "'><script>alert(1)</script>", '" onmouseover="alert(1)', "' onmouseover='alert(1)", "` onload=alert(1)",
    "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</style><b>", "</p>", "</div>",
    "</article></main></body></html>", "<b>bold</b>", "<i>", "<br>", "<br/>", "<hr>", "<p>x</p>", "<div>",
    "<a href='javascript:alert(1)'>x</a>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<iframe src=https://evil.example></iframe>", "<object data=x>", "<embed src=x>", "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>", "<link rel=stylesheet href=x>", "<style>*{display:none}</style>",
    "<form action=x><input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "<math><mi>x",
    "<template><b>", "<plaintext>", "<xmp>", "<noscript><img src=x>", "<textarea>", "<title>", "<body onload=x>",
    "<html>", "<head>", "<custom-element>", "<a:b>", "<x y=z>", "< b >", "<>", "<", "<<", "a < b > c", "a<b", "<3",
    "<!-- comment -->", "<!--", "-->", "<!-->", "<!--[if IE]>", "<![CDATA[ x ]]>", "<![CDATA[", "]]>", "<![>",
    '<![><img src="]>', "<!DOCTYPE html>", "<!ENTITY x 'y'>", "<!", "<?xml version='1.0'?>", "<?php echo 1 ?>", "<?",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;", "&amp;amp;", "&amp;lt;b&amp;gt;", "&copy", "&copy;", "&nbsp;",
    "&lt", "&", "&&", "&;", "&#60;b&#62;", "&#x3c;b&#x3e;", "&#0;", "&#xD800;", "&#99999999;", "&notanentity;",
    "AT&T", "R&D;", "&quot;", "&#39;", "&NewLine;", "&zwj;", "&LeftArrow;", "&amp;copy;", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
    "//evil.example/", "file:///etc/passwd", "onclick=alert(1)", "style=color:red", "<b\nonclick=x\n>",
)  # fmt: skip

TEMPLATES_AND_DATA = (
    "key: value", "- a: b", "key: [a, b]", "{a: b}", "!!python/object:os.system x", "&anchor x", "*alias", "<<: *x",
    "# comment", "%YAML 1.2", "@at", "`tick", "null", "~null", "true", "NO", "0x1F", "1e3", "2014-03-18", "12:30",
    "'it''s'", '"quoted"', '{"a": "b"}', '["a"]', "title: x", "a: |", ">-", "../../etc/passwd", "C:\\Windows\\",
    "%s %d %n", "%(x)s", "{0}", "{name!r}", "\\0", "\\x41", "\\u0041", "$(id)", "; rm -rf /", "| cat", "x' OR '1'='1",
)  # fmt: skip

PLACEHOLDERS = (
    # What Python-Markdown and our own reading of Markdown put in the place of things.
    "klzzwxh:0001", "wzxhzdk:0", "wzxhzdk0wzxhzdk", "STXklzzwxh:0000ETX", "amp", "qpqpqpqp", "hzzhzkh:0",
    "\U000f0000", "\U000f0001", "\U000f00000\U000f0001", "\U000f00001\U000f0001", "\U000f000099999\U000f0001",
    "\U000f0000x\U000f0001", "\U000f0001\U000f0000", "\ue000", "\uf8ff", "\U0010fffd", "\ufffd", "\ufffc",
)  # fmt: skip

QUOTES = (
    "“curly”", "‘single’", "«guillemets»", "„low“", "‹single›", "「corner」", '"straight"', "'straight'", "“half",
    "half”", '"half', 'half"', "’tis", "rock ’n’ roll", "“a” and “b”", '"a" and "b"', "“", "”", '"', "'", "``tex''",
    "“‘nested’”", "«\u00a0espacé\u00a0»", "5′ 10″",
)  # fmt: skip

UNICODE = (
    "  two spaces first", "two spaces last  ", "a  b", "a\tb", "a\nb", "a\u00a0b", "\u00a0nbsp first", "a\u202fb",
    "a\u3000b", "a\u200bb", "a\u200db", "a\u2060b", "a\u00adb", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇺🇦", "👍🏽", "☺️", "1️⃣", "é", "e\u0301",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢", "\u0301 combining first", "שלום עולם", "العربية 123", "abc שלום def", "\u2066isolate\u2069", "\u2067rtl\u2069 x",
    "\u2068unclosed", "\u2069", "\u200e\u200f", "\u202aembedded\u202c", "Ещё Ёлка", "中文字符", "日本語の文章。", "한국어", "ﬁ ligature",
    "İstanbul ıI", "Straße ẞ", "ǅ", "ΑΣ ας", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯", "🅰", "\U0001f468\u200d", "＜script＞", "＊wide＊", "＃", "＿x＿", "［x］", "…",
    "−5 °C", "½ ¼", "№ 5", "a" * 200, "x" * 90 + "*" * 40 + "y" * 90, "_" * 50, "*" * 50, "`" * 49,
    "[x" * 40 + "]" * 40, "<" * 50, "(" * 90, "&" * 50, "\\" * 51, "#" * 80, ">" * 50, "- " * 60 + "x", "| " * 40,
    "word " * 60 + "end", "!" * 60, "{" * 40 + "}" * 40, "~" * 50, "=" * 50,
)  # fmt: skip

GROUPS = {
    "markdown-blocks": MARKDOWN_BLOCKS,
    "markdown-inlines": MARKDOWN_INLINES,
    "html": HTML,
    "templates-and-data": TEMPLATES_AND_DATA,
    "placeholders": PLACEHOLDERS,
    "quotes": QUOTES,
    "unicode": UNICODE,
}


def folded(text: str) -> str:
    """The text as a reader sees it: runs of white space are one space, none at the ends."""
    return " ".join(text.split())


def distinct(strings: tuple[str, ...]) -> tuple[str, ...]:
    """The strings that differ as a reader sees them, in their order."""
    return tuple({folded(text): text for text in reversed(strings)}.values())[::-1]


STRINGS = distinct(tuple(text for group in GROUPS.values() for text in group))
