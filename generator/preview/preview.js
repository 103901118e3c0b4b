/* Follows the resident process: a page that is another by now is loaded again, where its reader was;
   a banner that says something else takes the place of the last. */
"use strict";
(() => {
  const banner = document.querySelector("[data-preview]");
  const kept = `preview ${location.pathname}`;
  const STOPPED =
    '<p class="preview__alert" role="alert"><strong>The preview was stopped.</strong> ' +
    "Start it again with make serve; this page follows then.</p>";
  const PATIENCE = 2000;
  let stream = null;
  let lost = null;
  let last = banner.innerHTML;

  /* The nearest thing with a name above or in view, and how far from the top it stood. */
  const here = () => {
    let found = null;
    for (const element of document.querySelectorAll("main [id], h1")) {
      const box = element.getBoundingClientRect();
      if (box.height === 0 && box.width === 0) continue;
      if (box.top > innerHeight / 2) break;
      found = { id: element.id, top: box.top };
    }
    return found;
  };

  const folds = () => [...document.querySelectorAll("main details")];

  const reload = () => {
    const place = { x: scrollX, y: scrollY, at: scrollY > 0 ? here() : null };
    const open = folds().map((fold) => fold.open);
    try {
      sessionStorage.setItem(kept, JSON.stringify({ place, open }));
    } catch {}
    location.reload();
  };

  /* Nobody loses what they search for. */
  const reloadSoon = () => {
    const dialog = document.querySelector("dialog[open]");
    if (dialog) dialog.addEventListener("close", reload, { once: true });
    else reload();
  };

  const giveBack = () => {
    history.scrollRestoration = "auto";
  };

  const restore = ({ place, open }) => {
    folds().forEach((fold, number) => {
      if (number in open) fold.open = open[number];
    });
    const back = () => {
      scrollTo({ left: place.x, top: place.y, behavior: "instant" });
      const element = place.at && document.getElementById(place.at.id);
      if (element) scrollBy({ top: element.getBoundingClientRect().top - place.at.top, behavior: "instant" });
    };
    history.scrollRestoration = "manual";
    back();
    addEventListener("load", () => {
      back();
      /* Given back at once, a browser at work on the page puts it where it stood before it grew. */
      setTimeout(giveBack, PATIENCE);
    });
  };

  /* Which lists are folded is the reader's choice, and outlives the page. */
  const refold = () => {
    for (const fold of banner.querySelectorAll("[data-fold]")) {
      const name = `preview fold ${fold.dataset.fold}`;
      try {
        const chosen = sessionStorage.getItem(name);
        if (chosen) fold.open = chosen === "open";
      } catch {}
      fold.querySelector("summary").addEventListener("click", () => {
        try {
          sessionStorage.setItem(name, fold.open ? "folded" : "open");
        } catch {}
      });
    }
  };

  const tell = (html) => {
    if (html === last) return;
    last = html;
    const active = banner.contains(document.activeElement) && document.activeElement.closest("[data-fold]");
    const made = new DOMParser().parseFromString(html, "text/html");
    banner.replaceChildren(...made.body.childNodes);
    refold();
    if (active) banner.querySelector(`[data-fold="${active.dataset.fold}"] summary`)?.focus();
  };

  const follow = () => {
    if (stream) return;
    stream = new EventSource(`/_preview/events?page=${encodeURIComponent(location.pathname)}`);
    stream.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      const isAnother = state.page !== banner.dataset.page || state.look !== banner.dataset.look;
      if (state.page && isAnother) reloadSoon();
      else tell(state.told);
    };
    /* A restart takes a moment; the browser goes on asking. */
    stream.onerror = () => (lost ??= setTimeout(tell, PATIENCE, STOPPED));
    stream.onopen = heard;
  };

  const heard = () => {
    clearTimeout(lost);
    lost = null;
  };

  const rest = () => {
    giveBack();
    heard();
    if (stream) stream.close();
    stream = null;
  };

  let before = null;
  try {
    before = sessionStorage.getItem(kept);
    sessionStorage.removeItem(kept);
  } catch {}
  if (before) restore(JSON.parse(before));
  refold();
  /* A browser has six connections for all the tabs of a site: one that nobody sees gives its own back. */
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : follow()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", follow);
  if (!document.hidden) follow();
})();
