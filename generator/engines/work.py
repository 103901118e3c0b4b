"""What there is to be written in one build, bundle of pages by bundle."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from generator.cards import fingerprint
from generator.document import Document, Listed
from generator.engines.bundles import Bundle, Written, pages_of, row_of_files
from generator.engines.kept import Kept, Shelf
from generator.engines.press import Press
from generator.engines.readable import numbers_of
from generator.output import Filling, Print
from generator.pages import Pages
from generator.publishing import Edition, Portion, Sheet
from generator.search import leads_into
from generator.values import Value

# Records whose pages a process makes before it asks for more.
BATCH = 10


class Work(Value, dict=True):
    """All that is to be written to a folder that is being made.

    Each process of a build has the whole of it in memory.
    """

    project_dir: Path
    press: Press
    edition: Edition
    kept: Kept
    pages: Pages
    portions: Mapping[str, Callable[[], Portion]]
    filling: Filling

    @cached_property
    def bundles(self) -> tuple[str, ...]:
        """Those of pages, each by its first page, then the portions of what belongs to no page."""
        return (*self.pages.bundles, *self.portions)

    @property
    def batches(self) -> range:
        """Where each batch begins among the bundles."""
        return range(0, len(self.bundles), BATCH)

    def batch(self, start: int) -> tuple[str, ...]:
        return self.bundles[start : start + BATCH]

    def write_theme(self) -> dict[str, Print]:
        renderer = self.press.renderer
        # Written twice, what the edition makes under the same name would be another file in each build.
        assets = {
            path: file.read_bytes()
            for path, file in renderer.assets().items()
            if path not in self.edition.own_names
        }
        missing = renderer.missing_page(self.edition.dress(None))
        return self.filling.fill({"404.html": missing, **assets})

    def write_rest(self, bundles: Sequence[Bundle]) -> dict[str, Print]:
        """What belongs to no bundle, once all of them are received.

        Errors: ValueError where two pages have one address.
        """
        pages = pages_of(bundles)
        twice = [path for path, times in Counter(w.page.path for w in pages).items() if times > 1]
        if twice:
            raise ValueError(f"two pages have the address {twice[0]}")
        prints: dict[str, Print] = {}
        listed = [written.page for written in pages]
        for path, data in self.edition.files_of_all(listed, self.kept.rows_of):
            prints |= self.filling.fill({path: data})
        return prints

    def write_batch(self, start: int) -> list[Bundle]:
        """Put the pages of a batch of bundles into the folder."""
        firsts = self.batch(start)
        shelf = self.kept.shelf(firsts)
        bundles = [
            self.taken_over(first, shelf) or self.write_bundle(first, shelf) for first in firsts
        ]
        # Pages leave circles behind; nothing older than the batch is looked through for them.
        gc.collect(0)
        return bundles

    def taken_over(self, first: str, shelf: Shelf) -> Bundle | None:
        """A bundle as the build before left it; None where it has to be made."""
        is_portion = first in self.portions
        return (shelf.portion if is_portion else shelf.bundle)(first, self.filling)

    def write_bundle(self, first: str, shelf: Shelf) -> Bundle:
        if first in self.portions:
            return self.write_portion(first)
        sheets, read = self.sheets(first)
        written = [
            self.carried_over(first, sheet, shelf) or self.written(sheet, self.press.files(sheet))
            for sheet in sheets
        ]
        return Bundle(first, tuple(written), read=read)

    def write_portion(self, name: str) -> Bundle:
        with self.edition.reads.apart() as read:
            portion = self.portions[name]()
        files = row_of_files(self.filling.fill(portion.files))
        return Bundle(name, files=files, rows=portion.rows, read=numbers_of(read))

    def received(self, bundle: Bundle) -> Bundle:
        """A bundle that stands in the folder, less what nobody needs any more."""
        self.filling.keep(bundle.paths)
        return self.kept.received(bundle)

    def sheets(self, first: str) -> tuple[list[Sheet], bytes]:
        """The pages of a bundle, and the numbers of all that they are made of."""
        with self.edition.reads.apart() as read:
            sheets = [*map(self.edition.sheet, self.pages.of_bundle(first))]
        return sheets, numbers_of(read)

    def carried_over(self, first: str, sheet: Sheet, shelf: Shelf) -> Written | None:
        """A page of a bundle as the build before left it; None where it has to be made."""
        return shelf.page(first, sheet.document.path, self.press.mark(sheet), self.filling)

    def written(self, sheet: Sheet, files: dict[str, bytes]) -> Written:
        """A page whose files are put into the folder."""
        told = row_of_files(self.filling.fill(files))
        card = fingerprint(sheet.card) if sheet.card else ""
        return Written(self.listed(sheet.document), card, self.press.mark(sheet), told)

    def listed(self, document: Document) -> Listed:
        """A page without its text, and without its places where nobody will ask for them."""
        is_asked = leads_into(self.edition.publication.graph, document)
        return document.listed if is_asked else document.listed_whole
