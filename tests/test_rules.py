"""Every code has a manual that is true: its bad example fails, its good one passes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from generator import cli, explain
from generator.checks import RULES
from generator.diagnostics import Severity
from generator.manual import Example, Explanation, parse_explanation
from generator.site import read_site

from conftest import GOLDEN, ROOT
from test_diagnostics import OF_FMT, OF_VERIFY, codes_shown

TODAY = date(2031, 7, 1)
SHOWN = [page for page in explain.manual().values() if page.before.is_code]


def codes_of(folder: Path, example: Example) -> tuple[set[str], set[str]]:
    """All codes, and those of errors, that an example laid over the golden content gives."""
    shutil.copytree(GOLDEN / "content", folder / "content")
    for path, text in example.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    site = read_site(folder, TODAY)
    errors = {d.code for d in site.diagnostics if d.severity is Severity.ERROR}
    return {d.code for d in site.diagnostics}, errors


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_bad_example_of_a_code_gives_it(page: Explanation, tmp_path: Path) -> None:
    """What the manual shows under "Before" is really refused, and for this reason."""
    codes, _ = codes_of(tmp_path, page.before)

    assert page.code in codes


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_good_example_of_a_code_passes(page: Explanation, tmp_path: Path) -> None:
    """What the manual shows under "After" is really right."""
    codes, errors = codes_of(tmp_path, page.after)

    assert page.code not in codes
    assert errors == set()


def test_every_code_is_explained() -> None:
    """`explainer explain` covers each code that the program can report, and knows no other."""
    assert set(explain.manual()) == codes_shown() | OF_VERIFY | OF_FMT


@pytest.mark.parametrize("code", sorted(explain.manual()))
def test_explain_tells_what_why_before_and_after(code: str) -> None:
    """The command shows the manual of each code."""
    done = CliRunner().invoke(cli.cli, ["explain", code])

    assert done.exit_code == 0
    assert done.output.startswith(code)
    assert all(part in done.output for part in ("\nWhy: ", "\nBefore:", "\nAfter:"))


def test_a_code_that_does_not_exist_is_answered_with_the_nearest() -> None:
    """A slip of the finger is a wrong use, with what was meant."""
    done = CliRunner().invoke(cli.cli, ["explain", "unsorced-claim"])

    assert done.exit_code == 2
    assert 'try "unsourced-claim"' in done.output


def test_the_page_of_rules_is_the_one_that_the_rules_give() -> None:
    """RULES.md is generated: `make rules` writes it anew."""
    assert (ROOT / "RULES.md").read_text("utf-8") == explain.rules_page()


def test_each_rule_stands_in_the_list_once_and_in_order() -> None:
    """The list of rules is that of the files, in the order of the alphabet."""
    files = {
        path.stem.replace("_", "-") for path in (ROOT / "generator" / "checks").glob("[a-z]*.py")
    }
    codes = [rule.code for rule in RULES]

    assert codes == sorted(codes)
    assert set(codes) == files


def test_a_manual_in_another_form_is_a_bug() -> None:
    """A rule without its why is not finished."""
    with pytest.raises(ValueError, match="half-done"):
        parse_explanation("half-done", "It is wrong.\n\nBefore: so.\n\nAfter: so.")
