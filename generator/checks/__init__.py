"""One rule, one file: its docstring is the manual, its name the code.

A rule is a module with `SEVERITY`, `subjects(ground)` and `look(ground, subject)`; it stands in
RULES.
"""

from __future__ import annotations

from generator.checks import (
    changed_quote,
    claimant_missing,
    contested_term_in_own_voice,
    date_conflict,
    date_in_future,
    dead_anchor,
    dead_link,
    denial_without_claim,
    draft,
    empty_exemption,
    hard_to_read,
    insecure_or_bare_link,
    mark_shown_as_text,
    missing_link_in_chain,
    missing_translation_note,
    nothing_to_show,
    one_sided_issue,
    orphan_record,
    placeholder_source,
    quote_too_long,
    reference_to_draft,
    review_overdue,
    role_out_of_date,
    secondhand_as_firsthand,
    single_origin,
    source_before_event,
    uncited_paragraph,
    unnamed_source_without_reason,
    unsourced_claim,
    unverified_quote,
)
from generator.ground import Rule

RULES: tuple[Rule, ...] = tuple(
    map(
        Rule.of,
        (
            changed_quote,
            claimant_missing,
            contested_term_in_own_voice,
            date_conflict,
            date_in_future,
            dead_anchor,
            dead_link,
            denial_without_claim,
            draft,
            empty_exemption,
            hard_to_read,
            insecure_or_bare_link,
            mark_shown_as_text,
            missing_link_in_chain,
            missing_translation_note,
            nothing_to_show,
            one_sided_issue,
            orphan_record,
            placeholder_source,
            quote_too_long,
            reference_to_draft,
            review_overdue,
            role_out_of_date,
            secondhand_as_firsthand,
            single_origin,
            source_before_event,
            uncited_paragraph,
            unnamed_source_without_reason,
            unsourced_claim,
            unverified_quote,
        ),
    )
)
