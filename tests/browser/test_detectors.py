"""The controls: each detector sees the fault that it is there for, and passes the page without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .accessibility import violations
from .conftest import HANGS_AFTER, Open
from .keyboard import focus_faults
from .kinds import KINDS, Site
from .paper import paper_faults, put_on_paper
from .server import HeadersError, headers_for, parse_headers, serving
from .test_layout import layout_faults
from .test_privacy import policies, privacy_faults, weaknesses
from .visits import Reader, Visit
from .weight import weigh

PAGE = (
    "<!doctype html><html lang=en><title>A page</title>"
    "<meta name=viewport content='width=device-width'><style>{style}</style>"
    "<body><main><h1>A page</h1>{body}</main>"
)


Write = Callable[..., Visit]


@pytest.fixture(scope="module")
def written(reader_process: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Write]:
    """Write a page and open it, 320 px wide, in one window for all: `written(body, style)`."""
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "index.html").write_text("")
    with serving(folder) as served, reader_process.killed_after(HANGS_AFTER):
        visit = reader_process.open(served.root, width=320)

        def write(body: str, style: str = "") -> Visit:
            (folder / "index.html").write_text(PAGE.format(style=style, body=body))
            visit.page.emulate_media(media="screen")
            visit.size(320)
            visit.page.goto(served.root)
            visit.settle()
            return visit

        yield write
        visit.context.close()


# --- layout ----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "style", "expected"),
    [
        ("<p id=wide>x</p>", "#wide{width:400px}", "p#wide"),
        ("<p>" + "x" * 90 + "</p>", "", "the page is"),
        ("<div id=box><p>xx</p></div>", "#box{overflow:auto}p{width:900px}", "scrolls sideways"),
        ("<p id=cut>one two three four five</p>", "#cut{white-space:nowrap;width:60px;overflow:hidden}", "cut: p#cut"),
        ("<p id=low>one<br>two<br>three</p>", "#low{height:1.2em;overflow:hidden}", "cut: p#low"),
        ("<p id=off>one two three</p>", "#off{position:relative;left:-30px}", "sticks out on the left"),
        ("<p>one two</p><p id=up>three four</p>", "p{margin:0}#up{margin-top:-1em}", "“one two” and “three four”"),
        ("<svg width=90 height=40><text x=5 y=20>Kyiv</text><text x=9 y=22>Odesa</text></svg>", "", "“Kyiv” and “Odesa”"),
    ],
    ids=["wide-box", "long-word", "inner-scroll", "cut-across", "cut-below", "off-left", "overlap", "overlap-on-a-map"],
)  # fmt: skip
def test_the_layout_detector_sees(written: Write, body: str, style: str, expected: str) -> None:
    """What sticks out, is cut away or lies on something else is told with its place."""
    found = layout_faults(written(body, style))

    assert any(expected in fault for fault in found), found


@pytest.mark.slow
def test_the_layout_detector_raises_no_false_alarm(written: Write) -> None:
    """Tight lines, raised numbers, words for screen readers, a skip link, what is closed or on top."""
    body = """
      <a id=skip href=#x>Skip to content</a><h2>A long heading that takes three lines of this page</h2>
      <p>Words<sup>12</sup> and <button class=n>3</button><button class=n>4</button> more words
      that go on<span class=vh>, said to those who listen</span>.</p>
      <details><summary>More</summary><p>Folded words</p></details><div popover>Closed words</div>
      <table><tr><td>One<td>Two words here<tr><td>Three<td>Four</table><p id=note>Note on top</p>
      <p id=round>ok</p>"""
    style = """
      #skip{position:absolute;top:-6rem} h2{line-height:1.05;margin:0} sup{line-height:0}
      .n{position:relative;font-size:12px;padding:0 3px;vertical-align:.35em}
      .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
      #note{position:fixed;top:60px;left:0} #round{overflow:hidden;border-radius:9px}"""

    assert layout_faults(written(body, style)) == []


# --- print, motion, colours ------------------------------------------------------------------


@pytest.mark.slow
def test_the_paper_detector_sees_what_is_folded_away(written: Write) -> None:
    """A closed fold keeps its words from the paper; a style sheet can open it there."""
    body = "<details><summary>More</summary><p>Folded words</p></details>"
    opened = "@media print{details::details-content{content-visibility:visible;display:block}}"

    sheet = written(body)
    put_on_paper(sheet)
    closed = paper_faults(sheet)
    put_on_paper(written(body, opened))

    assert closed == ["folded away: body > main > details keeps “Folded words” to itself"]
    assert paper_faults(sheet) == []


@pytest.mark.slow
def test_the_paper_detector_sees_a_menu(written: Write) -> None:
    """Nobody can click on paper."""
    sheet = written("<nav><a href=/>Home</a></nav>")
    put_on_paper(sheet)

    assert paper_faults(sheet) == ["a control on paper: body > main > nav"]


@pytest.mark.slow
def test_the_paper_detector_sees_an_address_that_is_not_written_out(written: Write) -> None:
    """A link that only a screen can follow."""
    body = "<section><h2>Sources</h2><a href=https://e.example/a>A text</a></section>"

    sheet = written(body)
    put_on_paper(sheet)
    missing = sheet.probe("addressesMissing")
    put_on_paper(written(body, "@media print{a::after{content:attr(href)}}"))

    assert missing == {"links": 1, "missing": ["“A text” does not say https://e.example/a"]}
    assert sheet.probe("addressesMissing") == {"links": 1, "missing": []}


@pytest.mark.slow
def test_the_motion_detector_sees_movement(written: Write) -> None:
    """Transitions, animations and smooth scrolling, where none was wanted."""
    style = """html{scroll-behavior:smooth} h1{transition:color .2s}
      @keyframes k{to{opacity:.5}} p{animation:k 1s}"""

    found = "\n".join(written("<p>words</p>", style).probe("moving"))

    assert "html scrolls smoothly" in found
    assert "h1 changes over 0.2s" in found
    assert "p is animated" in found


@pytest.mark.slow
def test_the_colour_detector_sees_a_lost_text(written: Write) -> None:
    """Words in the colour of their own ground."""
    found = written("<p id=p>lost</p>", "#p{color:#fff;background:#fff}").probe("lostInColours")

    assert len(found) == 1


# --- keyboard, accessibility -----------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "style", "expected"),
    [
        ("<button>a</button>", "button:focus{outline:none}", "has no outline"),
        ("<a href=/ id=b>b</a><div id=top>on top</div>", "#top{position:fixed;inset:0;background:#fff}", "is covered"),
        ("<a href=/>a</a><a href=/ id=b>b</a>", "#b{position:absolute;left:-9em}", "is covered or out of the window"),
        ("<a href=/>a</a><a href=/ id=b tabindex=2>b</a><a href=/>c</a>", "", "out of turn"),
    ],
    ids=["no-outline", "covered", "out-of-the-window", "out-of-order"],
)  # fmt: skip
def test_the_keyboard_detector_sees(written: Write, body: str, style: str, expected: str) -> None:
    """A control whose focus nobody can see, or that comes out of its turn."""
    found = focus_faults(written(body, style), 10)

    assert any(expected in fault for fault in found), found


@pytest.mark.slow
def test_the_keyboard_detector_sees_a_trap(written: Write) -> None:
    """A script that holds the focus keeps Tab from what comes behind."""
    sheet = written("<button id=a>a</button><button id=b>b</button>")
    sheet.page.evaluate("a.addEventListener('keydown', event => event.preventDefault())")

    assert "never reached: button#b" in focus_faults(sheet, 2)


@pytest.mark.slow
def test_axe_sees_a_fault_of_contrast(written: Write, axe_source: str) -> None:
    """Grey on white."""
    found = violations(written("<p>pale</p>", "p{color:#ccc}"), axe_source)

    assert [fault.partition(":")[0] for fault in found] == ["color-contrast"]


# --- requests, storage, policy ---------------------------------------------------------------

SNEAKY = """<!doctype html><html lang=en><title>x</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; img-src *">
<p style="color:red">x</p><img alt="" src="http://stranger.example/dot.gif">
<script src="own.js"></script>"""


@pytest.mark.slow
def test_the_privacy_detector_sees(visit: Open, tmp_path: Path) -> None:
    """A stranger asked, a cookie, storage, a style that the policy refuses."""
    (tmp_path / "index.html").write_text(SNEAKY)
    (tmp_path / "own.js").write_text(
        "document.cookie = 'seen=1'; localStorage.last = 'x'; sessionStorage.tab = 'y'"
    )

    with serving(tmp_path) as served:
        found = "\n".join(privacy_faults(visit(served.root)))

    assert "asks http://stranger.example/dot.gif" in found
    assert "keeps cookie seen" in found
    assert "keeps local last" in found
    assert "keeps session tab" in found
    assert "against the policy: style-src-attr forbids inline" in found


@pytest.mark.slow
def test_the_shift_detector_sees_a_page_that_moves(visit: Open, tmp_path: Path) -> None:
    """What comes late pushes what the reader has begun to read."""
    (tmp_path / "index.html").write_text(
        PAGE.format(style="", body="<p>words</p>" * 20)
        + "<script>requestAnimationFrame(() => requestAnimationFrame(() => document.body"
        ".prepend(Object.assign(document.createElement('div'), {style: 'height:200px'}))))</script>"
    )

    with serving(tmp_path) as served:
        page = visit(served.root, width=390).page
        page.wait_for_function("window.__shift > 0.05")


@pytest.mark.slow
def test_the_scales_see_every_byte(visit: Open, tmp_path: Path) -> None:
    """Packed bodies and headers of the page, its style and its icon."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html lang=en><title>x</title><link rel=icon href=i.svg>"
        "<link rel=stylesheet href=s.css><script src=s.js></script><p>x</p>"
    )
    (tmp_path / "s.css").write_text("p{color:red}" * 5_000)
    (tmp_path / "s.js").write_bytes(b"//" + bytes(range(97, 123)) * 10)
    (tmp_path / "i.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")

    with serving(tmp_path) as served:
        weight = weigh(visit(served.root))

    names = [address.rpartition("/")[2] for _, address in weight.parts]
    assert sorted(names) == ["", "i.svg", "s.css", "s.js"]
    assert weight.total == sum(size for size, _ in weight.parts)
    assert weight.total < 3_000
    assert 0 < weight.script < weight.total


def test_a_weak_policy_is_told(tmp_path: Path) -> None:
    """What a policy leaves open, each by its word."""
    (tmp_path / "index.html").write_text(
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline' *\">"
    )

    (policy,) = policies(Site(tmp_path))

    assert weaknesses(policy) == [
        "'unsafe-inline'", "*", "default-src is not 'none'", "no base-uri", "no form-action",
    ]  # fmt: skip
    assert weaknesses("default-src 'none'; base-uri 'none'; form-action 'none'") == []


# --- the host, the kinds of page -------------------------------------------------------------


def test_headers_of_all_matching_addresses_are_set_and_taken_away() -> None:
    """As the common hosts read `_headers`: stars, names, comments, values joined by a comma."""
    rules = parse_headers(
        "# all pages\n/*\n  X-Frame-Options: DENY\n  Link: <a>\n\n"
        "/assets/*\n  Link: <b>\n  Cache-Control: public, max-age=9\n/feed/:name\n  ! x-frame-options\n"
    )

    assert headers_for(rules, "/a/") == {"X-Frame-Options": "DENY", "Link": "<a>"}
    assert headers_for(rules, "/assets/x.css")["Link"] == "<a>, <b>"
    assert headers_for(rules, "/feed/x.xml") == {"Link": "<a>"}


@pytest.mark.parametrize(
    "text", ["  X-A: b\n", "/*\n", "/*\n  nonsense\n", "all\n  X-A: b\n", "/*\n  X-A:\n"]
)
def test_headers_that_no_host_understands_are_refused(text: str) -> None:
    """A policy that a host does not read protects nobody."""
    with pytest.raises(HeadersError):
        parse_headers(text)


def test_every_kind_of_page_is_found(tmp_path: Path) -> None:
    """The longest page stands for its kind; a site without one of them is told."""
    for path, size in {"about": 1, "how": 9, "topics": 1, "topics/a": 9, "topics/b": 3}.items():
        (tmp_path / path).mkdir(parents=True)
        (tmp_path / path / "index.html").write_text("x" * size)
    site = Site(tmp_path)

    assert site.address("standing") == "how/"
    assert site.address("explainer") == "topics/a/"
    assert site.pages("explainer") == ["topics/a/", "topics/b/"]
    with pytest.raises(LookupError, match="'issue'"):
        site.address("issue")
    assert len(KINDS) == 17
