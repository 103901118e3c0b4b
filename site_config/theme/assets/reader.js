/* The one script of a page: search, the choice of colours, and folds that open for a link.
   Without it a page is whole; it asks for nothing until search is opened. */
"use strict";
(() => {
  const root = document.documentElement;

  /* Search ---------------------------------------------------------------------------------- */

  const dialog = document.querySelector("[data-search]");
  if (dialog) {
    const field = dialog.querySelector("input");
    const status = dialog.querySelector("[data-search-status]");
    const list = dialog.querySelector("[data-search-results]");
    const hint = dialog.querySelector("[data-search-hint]");
    let worker = null;
    let isReady = false;
    let waiting = null; // the query that the worker has not answered yet
    let isLeaving = false; // Enter was pressed before the answer came

    const tell = (text) => {
      status.textContent = text;
    };

    const fail = () => {
      if (worker) worker.terminate();
      worker = waiting = null;
      isReady = false;
      list.ariaBusy = "false";
      list.replaceChildren();
      tell("Search could not be loaded. Check the connection, then close this and open it again. The lists in the menu work without it.");
    };

    const start = () => {
      if (worker) return;
      tell("Loading the index…");
      try {
        worker = new Worker(new URL(dialog.dataset.worker, location.href));
      } catch {
        fail();
        return;
      }
      worker.onerror = fail;
      worker.onmessage = ({ data }) => {
        if (data.failed) return fail();
        if (data.ready) {
          isReady = true;
          tell("");
          ask();
          return;
        }
        waiting = null;
        if (data.query === field.value.trim()) show(data);
        else ask();
      };
      worker.postMessage({ index: new URL(dialog.dataset.index, location.href).href });
    };

    const ask = () => {
      const query = field.value.trim();
      hint.hidden = query !== "";
      list.ariaBusy = String(query !== "");
      if (!isReady) return;
      if (!query) {
        list.replaceChildren();
        tell("");
      } else if (waiting === null) {
        worker.postMessage({ query: (waiting = query) });
      }
    };

    const element = (name, className, ...children) => {
      const made = document.createElement(name);
      if (className) made.className = className;
      made.append(...children);
      return made;
    };

    // Texts come as plain and matched words in turn. They may run from right to left.
    const marked = (className, parts) =>
      element("bdi", className, ...parts.map((part, place) => (place % 2 ? element("mark", "", part) : part)));

    const base = new URL(dialog.dataset.base.replace(/\/?$/, "/"), location.href).href;

    const result = ({ href, kind, page, title, name, text }) => {
      const link = element("a", "search__link", marked("search__title", title));
      link.href = base + href;
      if (name) link.append(" ", marked("search__name", name));
      link.append(" ", element("span", "search__kind", page ? `${kind} · ${page}` : kind));
      if (text.join("")) link.append(" ", marked("search__text", text));
      return element("li", "", link);
    };

    const show = ({ query, total, isLoose, results }) => {
      list.ariaBusy = "false";
      list.replaceChildren(...results.map(result));
      const counted = `${total.toLocaleString("en-GB")} ${total === 1 ? "result" : "results"}`;
      const told = results.length < total ? `${counted}, the first ${results.length} shown` : counted;
      if (!total) tell(`No result for “${query}”. Try fewer words, another spelling, or a year.`);
      else tell(isLoose ? `Nothing has all of these words. ${told} with some of them.` : told);
      if (isLeaving) links()[0]?.click();
    };

    const open = (query) => {
      if (!dialog.open) dialog.showModal();
      if (query) field.value = query;
      field.select();
      start();
      ask();
    };

    const links = () => [...list.querySelectorAll("a")];

    document.querySelector("[data-search-open]").addEventListener("click", () => open());
    dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
    field.addEventListener("input", () => {
      isLeaving = false;
      ask();
    });
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (isReady && waiting === null) links()[0]?.click();
      else isLeaving = true;
    });
    dialog.addEventListener("click", (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
      // A place on this very page lies behind the panel.
      if (event.target === dialog || (isPlain && event.target.closest("a"))) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        // Some browsers empty a search field first, and close at the second press.
        event.preventDefault();
        dialog.close();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const stops = [field, ...links()];
        const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
        if (next) {
          event.preventDefault();
          next.focus();
        }
      }
    });
    document.addEventListener("keydown", (event) => {
      const isK = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (isK) {
        event.preventDefault();
        open();
      }
    });

    const asked = new URLSearchParams(location.search).get("q");
    if (asked) open(asked);
  }

  /* Colours --------------------------------------------------------------------------------- */

  const palette = document.querySelector("[data-palette]");
  if (palette) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const natural = () => (system.matches ? "dark" : "light");
    const other = () => ((root.dataset.theme || natural()) === "dark" ? "light" : "dark");
    const label = () => {
      palette.dataset.palette = other();
      palette.setAttribute("aria-label", `Switch to ${other()} colours`);
    };
    palette.addEventListener("click", () => {
      const chosen = other();
      // What the system shows anyway is no choice: nothing is kept, and the page follows it again.
      const isKept = chosen !== natural();
      if (isKept) root.dataset.theme = chosen;
      else delete root.dataset.theme;
      try {
        if (isKept) localStorage.setItem("palette", chosen);
        else localStorage.removeItem("palette");
      } catch {
        // Storage may be forbidden; the choice then holds for this page.
      }
      label();
    });
    system.addEventListener("change", label);
    label();
  }

  /* Folds ----------------------------------------------------------------------------------- */

  const unfold = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // not an address of ours
    }
    let isMoved = false;
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
      isMoved ||= !fold.open;
      fold.open = true;
    }
    if (isMoved) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
