/* What is looked for on a page that stands in front of a reader. Each function returns a list of
   words for people, one for each fault; an empty list is a page without the fault. */
(() => {
  /* How a person finds an element again. */
  const name = element => {
    const steps = [];
    for (let e = element; e && steps.length < 3 && (e === element || e !== document.documentElement); e = e.parentElement) {
      const first = (e.getAttribute('class') || '').trim().split(/\s+/)[0];
      steps.unshift(e.localName + (e.id ? '#' + e.id : first ? '.' + first : ''));
      if (e.id) break;
    }
    return steps.join(' > ');
  };
  const words = text => '“' + text.trim().replace(/\s+/g, ' ').slice(0, 50) + '”';

  /* An answer about an element that its ancestors help to give, found once for each of them. */
  const remembered = answer => {
    const known = new Map();
    const ask = e => {
      if (!e || e === document.body || e === document.documentElement) return answer(null);
      if (!known.has(e)) known.set(e, answer(e, () => ask(e.parentElement)));
      return known.get(e);
    };
    return ask;
  };

  /* Hidden from the eye but kept for screen readers, by one of the usual ways, or by being nowhere. */
  const outOfSight = remembered((e, above) => {
    if (!e) return false;
    const style = getComputedStyle(e);
    if (style.opacity === '0' || /inset\(50%|inset\(100%|circle\(0/.test(style.clipPath)) return true;
    if (style.position === 'absolute' || style.position === 'fixed') {
      if (/rect\((0|1)px/.test(style.clip)) return true;
      const box = e.getBoundingClientRect();
      if (box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return true;
      if (box.width <= 1 || box.height <= 1) return true;
    }
    return above();
  });
  const shown = element => element.checkVisibility({visibilityProperty: true}) && !outOfSight(element);

  /* Every line of every text on the page: {text, rect, element}. */
  const lines = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const seen = new Map();
    while (walker.nextNode()) {
      const node = walker.currentNode, element = node.parentElement;
      if (!node.data.trim() || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'title', 'desc', 'TEXTAREA',
        'OPTION'].includes(element.nodeName)) continue;
      if (!seen.has(element)) seen.set(element, shown(element));
      if (!seen.get(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        if (rect.width > 1 && rect.height > 1) found.push({text: node.data, rect, element});
      }
    }
    return found;
  };

  /* The layer in which an element lies: what is fixed, or opened on top, may cover what is below. */
  const layer = remembered((e, above) => {
    if (!e) return document.body;
    if (e.matches(':popover-open, dialog[open]')) return e;
    return /fixed|sticky/.test(getComputedStyle(e).position) ? e : above();
  });

  /* The nearest elements around a text that cut off what sticks out of them, up to one that scrolls. */
  const clips = remembered((e, above) => {
    if (!e) return [];
    const {overflowX, overflowY, contain} = getComputedStyle(e);
    if (/auto|scroll/.test(overflowX + overflowY)) return [];
    const cuts = value => value === 'hidden' || value === 'clip';
    const isContained = /paint|content|strict/.test(contain);
    const x = isContained || cuts(overflowX), y = isContained || cuts(overflowY);
    return x || y ? [{e, x, y, box: e.getBoundingClientRect()}, ...above()] : above();
  });

  return {
    /* Does the page, or a region in it, have to be pushed sideways? */
    sideways() {
      const root = document.scrollingElement, found = [], wide = root.clientWidth;
      if (root.scrollWidth > wide) {
        const guilty = [...document.body.querySelectorAll('*')].filter(e => {
          const box = e.getBoundingClientRect();
          return box.right + scrollX > wide + .5 && box.width > 0 && shown(e);
        });
        const deepest = guilty.filter(e => !guilty.some(other => other !== e && e.contains(other)));
        const texts = lines().filter(({rect}) => rect.right + scrollX > wide + .5);
        const told = [...deepest.map(name), ...texts.map(({text, element}) => `${words(text)} in ${name(element)}`)];
        found.push(`the page is ${root.scrollWidth} px wide in a window of ${wide} px: ` +
          ([...new Set(told)].slice(0, 4).join(', ') || 'no element sticks out alone'));
      }
      for (const e of document.body.querySelectorAll('*')) {
        if (e.scrollWidth <= e.clientWidth + 1 || e.closest('pre, textarea, select')) continue;
        if (/auto|scroll/.test(getComputedStyle(e).overflowX) && shown(e)) {
          found.push(`${name(e)} scrolls sideways: ${e.scrollWidth} px in ${e.clientWidth} px`);
        }
      }
      return found;
    },

    /* Is some of a text cut away, where no scrolling brings it back? */
    cut() {
      const found = new Set();
      for (const {text, rect, element} of lines()) {
        // A line's box is taller than its letters: only what reaches into them is a loss.
        const slack = rect.height * .3;
        for (const {e, x, y, box} of clips(element)) {
          if (x && (rect.left < box.left - 2 || rect.right > box.right + 2) ||
              y && (rect.top < box.top - slack || rect.bottom > box.bottom + slack)) {
            found.add(`${name(e)} cuts ${words(text)}`);
            break;
          }
        }
        // Paper has margins, into which a hanging quotation mark may reach.
        if (rect.left + scrollX < -2 && !matchMedia('print').matches) found.add(`${name(element)} sticks out on the left: ${words(text)}`);
      }
      return [...found];
    },

    /* Do two texts lie on each other? */
    overlapping() {
      const found = new Set();
      const bodies = lines().map(({text, rect, element}) => ({
        text, element,
        left: rect.left + 1.5, right: rect.right - 1.5,
        // The middle of the line, where the letters are.
        top: rect.top + rect.height * .3, bottom: rect.bottom - rect.height * .3,
      })).filter(line => line.right > line.left).sort((a, b) => a.top - b.top);
      let open = [];
      for (const line of bodies) {
        open = open.filter(other => other.bottom > line.top + 1);
        for (const other of open) {
          if (other.left < line.right - 1 && line.left < other.right - 1 &&
              layer(other.element) === layer(line.element)) {
            found.add(`${words(other.text)} and ${words(line.text)} in ${name(line.element)}`);
          }
        }
        open.push(line);
      }
      return [...found];
    },

    /* Leave of every long list or table as many rows as show its forms; the rest repeat them. */
    shorten(most) {
      let removed = 0;
      for (const list of document.querySelectorAll('main ul, main ol, main dl, main tbody')) {
        for (const child of [...list.children].slice(most)) {
          child.remove();
          removed += 1;
        }
      }
      return removed;
    },

    /* What a reader can read on the page, line by line, without what scripts alone bring. */
    readable() {
      document.querySelectorAll('details').forEach(d => { d.open = true });
      const text = e => e ? e.innerText.split('\n').map(line => line.trim()).filter(Boolean) : [];
      return [...text(document.querySelector('main')), ...text(document.querySelector('body > footer, footer'))];
    },

    headings() {
      return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(shown)
        .map(h => `${h.localName} ${h.innerText.trim()}`);
    },

    /* Is everything that a fold holds on the paper? Look with the print medium on. */
    folded() {
      const found = [];
      for (const details of document.querySelectorAll('details')) {
        if (!details.checkVisibility()) continue;
        const hidden = [...details.querySelectorAll('*')].filter(e =>
          !e.closest('summary') && !e.closest('[popover], nav, button, form, script, svg, [hidden]') &&
          e.textContent.trim() && !e.checkVisibility());
        if (hidden.length) found.push(`${name(details)} keeps ${words(hidden[0].textContent)} to itself`);
      }
      return found;
    },

    /* Controls of the screen that are of no use on paper, but stand on it. */
    controlsOnPaper() {
      return [...document.querySelectorAll('nav, search, form, input, select, [data-search-open], ' +
        '[role=search], [role=navigation], body > header button, dialog')].filter(shown).map(name);
    },

    /* Links to elsewhere, in the list of sources, whose address is not on the paper. */
    addressesMissing() {
      const found = [];
      let links = 0;
      for (const heading of document.querySelectorAll('main h2, main h3')) {
        if (!/^sources\b/i.test(heading.innerText.trim())) continue;
        const section = heading.closest('section') ?? heading.parentElement.querySelector('.sources');
        for (const a of section.querySelectorAll('a[href^="http"]')) {
          if (!shown(a)) continue;
          links += 1;
          const after = getComputedStyle(a, '::after').content;
          const before = getComputedStyle(a, '::before').content;
          const bare = a.href.replace(/^https?:\/\//, '').replace(/\/$/, '');
          if (![a.innerText, after, before].some(text => text.includes(bare.slice(0, 30)) || text.includes(a.href))) {
            found.push(`${words(a.innerText)} does not say ${a.href}`);
          }
        }
      }
      return {links, missing: found};
    },

    /* Everything that Tab must reach as the page stands. */
    controls() {
      const groups = new Set();
      return [...document.querySelectorAll(
        'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]')]
        .filter(e => {
          if (e.tabIndex < 0 || e.disabled || e.inert || e.closest('[inert]') || !e.checkVisibility({visibilityProperty: true})) return false;
          if (e.type === 'hidden') return false;
          if (e.localName === 'summary' && e.parentElement?.querySelector(':scope > summary') !== e) return false;
          if (e.type === 'radio') {
            if (groups.has(e.name)) return false;
            groups.add(e.name);
          }
          return true;
        });
    },

    /* Begin to note what has the focus; `followed` tells it. */
    follow() {
      window.__all = this.controls();
      window.__met = new Map();
      addEventListener('keyup', () => {
        const e = document.activeElement;
        if (e && e !== document.body && !window.__met.has(e)) window.__met.set(e, this.unseen(e));
      }, true);
      return window.__all.length;
    },

    /* What Tab has met since `follow`: in the order in which it should have been met. */
    followed(presses) {
      const met = window.__met;
      const radios = new Set([...met.keys()].filter(e => e.type === 'radio').map(e => e.name));
      const due = window.__all.slice(0, presses);
      const inTurn = due.filter(e => met.has(e));
      const order = [...met.keys()].filter(e => inTurn.includes(e));
      return {
        met: met.size,
        outOfTurn: order.filter((e, place) => inTurn[place] !== e).map(name),
        unreached: due.filter(e => !met.has(e) && !(e.type === 'radio' && radios.has(e.name))).map(name),
        unseen: [...met].filter(([, fault]) => fault)
          .map(([e, fault]) => `${name(e)} ${words(e.innerText || e.ariaLabel || '')} ${fault}`),
      };
    },

    /* Give the focus to a few controls of each form that Tab has not met; tell those it is not seen on. */
    focusRest(each) {
      const forms = new Map(), found = [];
      for (const e of window.__all) {
        if (window.__met.has(e)) continue;
        const form = [e.localName, e.className, e.parentElement?.localName, e.parentElement?.className].join(' ');
        const number = forms.get(form) ?? 0;
        if (number >= each) continue;
        forms.set(form, number + 1);
        e.focus({focusVisible: true});
        const fault = document.activeElement === e ? this.unseen(e) : 'does not take the focus';
        if (fault) found.push(`${name(e)} ${words(e.innerText || e.ariaLabel || '')} ${fault}`);
      }
      return found;
    },

    /* Why the reader cannot see that `e` has the focus; null where they can. */
    unseen(e) {
      const label = e.labels?.[0];
      const bearers = [e, e.parentElement, e.nextElementSibling, label].filter(Boolean);
      const marked = bearers.some(b => {
        const style = getComputedStyle(b);
        const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 &&
          !/rgba\(.*, 0\)|transparent/.test(style.outlineColor);
        return outlined;
      });
      if (!marked) return 'has no outline';
      const target = e.getBoundingClientRect().width > 1 ? e : label ?? e;
      const rects = [...target.getClientRects()].filter(r => r.width && r.height);
      if (!rects.length) return 'has no place';
      const top = rects.some(r => [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]].some(([x, y]) => {
        const px = r.left + r.width * x, py = r.top + r.height * y;
        if (px < 0 || py < 0 || px > innerWidth || py > innerHeight) return false;
        const hit = document.elementFromPoint(px, py);
        return hit && (target.contains(hit) || hit.contains(target) && getComputedStyle(target).display === 'inline');
      }));
      return top ? null : 'is covered or out of the window';
    },

    /* Movement that stays for a reader who asked for none. */
    moving() {
      const found = new Set();
      const seconds = value => Math.max(...value.split(',').map(v => parseFloat(v) * (v.includes('ms') ? .001 : 1)));
      for (const e of document.querySelectorAll('*')) {
        const style = getComputedStyle(e);
        if (style.animationName !== 'none' && seconds(style.animationDuration) > .011) found.add(`${name(e)} is animated`);
        if (seconds(style.transitionDuration) > .011) found.add(`${name(e)} changes over ${style.transitionDuration}`);
        if (style.scrollBehavior === 'smooth') found.add(`${name(e)} scrolls smoothly`);
      }
      return [...found];
    },

    /* Texts that the reader's own colours make unreadable: those drawn in the ground's colour. */
    lostInColours() {
      const found = new Set();
      for (const {text, element} of lines()) {
        const style = getComputedStyle(element);
        if (style.color === style.backgroundColor) found.add(`${name(element)} ${words(text)}`);
      }
      return [...found];
    },

    /* What the page keeps on the reader's machine. */
    async kept() {
      const databases = indexedDB.databases ? (await indexedDB.databases()).map(d => d.name) : [];
      const caches_ = globalThis.caches ? await caches.keys() : [];
      const workers = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [];
      return {
        local: Object.keys(localStorage), session: Object.keys(sessionStorage), cookies: document.cookie,
        databases, caches: caches_, workers: workers.map(w => w.scope),
      };
    },
  };
})()
