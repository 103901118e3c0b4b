"""The pages and files of one reading of the content."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from generator import exports
from generator.cards import FOLDER as CARDS
from generator.cards import Card, card_of, card_path, drawn, fingerprint, owns_card
from generator.document import Document, Listed
from generator.exports import Publication, twin_path
from generator.exports.citing import cite
from generator.exports.head import head, head_of_missing
from generator.exports.publication import policies_of
from generator.exports.security import script_hash
from generator.form import CodeHost, admin_files, apache_below_admin, headers_below_admin
from generator.publishing.beside import Beside
from generator.publishing.portions import Portion, name_of_rows, portions_of
from generator.publishing.sheet import Dress, Sheet, digest_of, pages_linked_in
from generator.reads import Reads
from generator.search import search_index
from generator.site import Site
from generator.skin import MANIFEST, first_script, icon, manifest, menus, skin, stylesheet
from generator.values import Value, replace
from generator.views.addresses import page_of
from generator.writers import markdown


class Settings(Value):
    """Who publishes where. `repository` is the address of the records on their code host, such as
    "https://code.example/owner/name/blob/main"; None where readers are not led there. `form` is the code
    host on which the published form saves; None where none is published."""

    name: str
    description: str
    url: str
    repository: str | None = None
    form: CodeHost | None = None


class Edition:
    """The pages and files of one reading of the content, under one address."""

    def __init__(self, site: Site, settings: Settings, project_dir: Path) -> None:
        self._site = site
        self._settings = settings
        self._project_dir = project_dir
        self.beside = Beside(project_dir)
        self._first_script = first_script(project_dir)
        standing = map(site.page, map(page_of, site.graph.pages.values()))
        self._menus = menus(page for page in standing if page is not None)
        self.publication = Publication(
            site.graph, site.history, site.documents,
            settings.name, settings.description, settings.url,
            policies=policies_of(site.graph),
            script_hashes=(script_hash(self._first_script),),
            with_twins=True,
            find_page=site.page,
        )  # fmt: skip

    @property
    def reads(self) -> Reads:
        """What notes what is read of the records while pages are made."""
        return self._site.graph.reads

    @cached_property
    def ground(self) -> str:
        """A fingerprint of what every page is made of, beside what it reads of the records."""
        publication = self.publication
        return digest_of(
            self._settings, self._menus, self._first_script, dict(publication.policies)
        )

    def dress(self, document: Document | None) -> Dress:
        """What a page wears; the page for addresses that hold nothing is None."""
        worn = skin(document, self._menus, self._first_script)
        if document is None:
            return Dress(worn, head_of_missing(self.publication))
        return Dress(
            worn, head(self.publication, document), cite(self.publication, document),
            document.source_file, self._on_code_host(document), f"/{twin_path(document)}",
        )  # fmt: skip

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Path below the site -> bytes, for all that no engine writes."""
        found: dict[str, bytes] = {}
        for document in self._site.documents:
            found |= self.beside.files(self.sheet(document))
        portions = {name: make() for name, make in self.portions.items()}
        for portion in portions.values():
            found |= portion.files
        rows = {name: portion.rows for name, portion in portions.items()}
        return found | dict(self.files_of_all(self._site.documents, rows.__getitem__))

    @cached_property
    def portions(self) -> Mapping[str, Callable[[], Portion]]:
        """What makes each portion of what belongs to no page, by its name; see `portions_of`."""
        return portions_of(self.publication)

    def files_of_all(
        self, pages: Sequence[Document | Listed], rows_of: Callable[[str], bytes]
    ) -> Iterator[tuple[str, bytes]]:
        """(path below the site, bytes) of all that belongs to no page of these, made one by one.

        `rows_of` gives the rows of a portion by its name; the files of portions are left out.
        """
        of_form = self._form()
        publication = replace(self.publication, documents=pages, find_page=None)
        for path, data in exports.files_of_all(publication):
            yield path, data + of_form.pop(path, b"")
        yield from of_form.items()
        for path, make in self._single_files(
            pages, lambda name: rows_of(name_of_rows(name))
        ).items():
            yield path, make()

    def sheet(self, document: Document) -> Sheet:
        """A page, to be written by whoever knows nothing of the others."""
        dress, card = self.dress(document), self._own_card(document)
        leads_to = pages_linked_in(document)
        lost = tuple(sorted(path for path in leads_to if not self._site.has_page(path)))
        digest = digest_of(document, dress, card, lost)
        return Sheet(document, dress, card, digest, lost)

    def _form(self) -> dict[str, bytes]:
        """The form and what static hosts are told of it besides, where it is published."""
        host = self._settings.form
        if host is None:
            return {}
        found = admin_files(self._project_dir, self._settings.name, host)
        return {
            **{f"admin/{path}": data for path, data in found.items()},
            "admin/.htaccess": apache_below_admin().encode(),
            "_headers": headers_below_admin().encode(),
        }

    def file(self, path: str) -> bytes | None:
        """One of the files, without making the others; None where there is none."""
        single = self._single_files(self._site.documents).get(path)
        if single is not None:
            return single()
        if path.endswith(".md"):
            page = self._site.page("" if path == "index.md" else path.removesuffix(".md"))
            return markdown.write_twin(page).encode() if page and twin_path(page) == path else None
        if path.startswith(f"{CARDS}/"):
            page = self._on_card(path)
            # Drawn, not looked for: those kept belong to the build, which forgets what it does not want.
            return drawn({path: self._card(page)})[path] if page else None
        if path.endswith(".svg"):
            return self._drawing(path)
        return exports.file(self.publication, path)

    @property
    def own_names(self) -> Collection[str]:
        """Files of which there is one, whatever the theme brings along under their names."""
        return self._single_files(()).keys()

    def _single_files(
        self,
        pages: Sequence[Document | Listed],
        rows_of_stretch: Callable[[str], bytes] | None = None,
    ) -> dict[str, Callable[[], bytes]]:
        return {
            # Browsers ask for it here unprompted.
            "favicon.ico": lambda: icon(self._project_dir),
            MANIFEST: lambda: manifest(self._project_dir, self._settings.name),
            "assets/site.css": lambda: stylesheet(self._project_dir).encode(),
            "assets/search-index.json": lambda: search_index(
                self._site.graph, pages, rows_of_stretch
            ),
        }

    def _drawing(self, path: str) -> bytes | None:
        """A drawing is called like the explainer that it stands in, with more behind the name."""
        for topic in map(page_of, self._site.graph.topics.values()):
            page = self._site.page(topic) if f"/{topic}-" in path else None
            found = dict(self.beside.drawings(page)).get(path) if page else None
            if found is not None:
                return found
        return None

    def _on_card(self, path: str) -> Document | None:
        """The page from whose words the card at a path is made."""
        of_page = path.removeprefix(f"{CARDS}/").removesuffix(".png")
        page = self._site.page("" if of_page == "index" else of_page)
        is_its = page and owns_card(page.path) and card_path(page.path) == path
        return page if is_its else None

    def forget_others(self) -> None:
        """Let go of what is kept beside the build for pages that there are no more."""
        cards = filter(None, map(self._own_card, self._site.documents))
        self.beside.forget_others(map(fingerprint, cards))

    def _own_card(self, document: Document) -> Card | None:
        return self._card(document) if owns_card(document.path) else None

    def _card(self, document: Document) -> Card:
        """An article's card has the day of the article; an explainer's finds its own."""
        article = self._site.graph.articles.get(document.record_id or "")
        date = self._site.graph.article_date(article) if article else None
        return card_of(document, date.words if date else None, self._settings.name)

    def _on_code_host(self, document: Document) -> str | None:
        """The record's place on the code host: its file, at the line where it begins."""
        if document.record_id is None or self._settings.repository is None:
            return None
        place = self._site.graph.library.origins[document.record_id].location
        return f"{self._settings.repository}/{quote(place.path)}#L{place.line}"
