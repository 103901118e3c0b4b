/* Search, off the page's own thread: reads the index once, answers queries with marked words.
   In: {index: address} once, then {query}. Out: {ready} or {failed}, then
   {query, total, isLoose, results: [{href, kind, page, title, name, text}]}, where title, name and
   text are lists of plain and matched words in turn, the first plain; name may be null. */
"use strict";
importScripts("minisearch.js");

const SHOWN = 50;
const CONTEXT = 150;
const BEFORE = 50;
const MONTHS = "january february march april may june july august september october november december".split(" ");
const IDLE = new Set(
  "a an and are as at be by did do does for from has have how in is it of on or that the their to was were what when where which who whom why will with you your".split(" "),
);
// Letters that Unicode does not take apart into a plain one and a mark.
const PLAIN = { ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i", þ: "th", ґ: "г" };

let entries = [];
let kinds = [];
let engine = null;
const pages = new Map();

/* The words of a text with their places. An apostrophe within is part of a word: Sana’a. */
function words(text) {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’ʼ][\p{L}\p{N}\p{M}]+)*/gu)].map((found) => ({
    term: folded(found[0]), start: found.index, end: found.index + found[0].length,
  })).filter((word) => word.term);
}

/* A word without case, accents, apostrophes and the s of a plural. */
function folded(word) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/['’ʼ]s$/u, "").replace(/['’ʼ]/gu, "")
    .replace(/[łøđðßæœıþґ]/gu, (letter) => PLAIN[letter])
    .replace(/^(\p{L}{3,}[^\P{L}sui])s$/u, "$1");
}

function terms(text) {
  return words(text).map((word) => word.term);
}

/* "2014-03-18" as the pages write it: "18 march 2014". */
function inWords(query) {
  return query.replace(/\b(\d{4})-(\d\d)(?:-(\d\d))?\b/g, (whole, year, month, day) => {
    const name = MONTHS[month - 1];
    return name ? `${day ? Number(day) + " " : ""}${name} ${year}` : whole;
  });
}

function read(index) {
  kinds = index.kinds;
  entries = index.entries.map(([kind, href, title, text, ...names]) => ({ kind, href, title, text, names }));
  for (const { kind, href, title, names } of entries) {
    const isQuestion = kinds[kind][0] === "Explainer" || kinds[kind][0] === "Issue";
    if (!href.includes("#")) pages.set(href, (isQuestion && names[0]) || title);
  }
  engine = new MiniSearch({
    fields: ["title", "names", "text"],
    tokenize: terms,
    processTerm: (term) => (IDLE.has(term) ? null : term),
    extractField: (entry, field) =>
      field === "id" ? entry.id : field === "names" ? entry.names.join(" · ") : entry[field],
    searchOptions: {
      boost: { title: 4, names: 4 },
      combineWith: "AND",
      boostDocument: (id) => kinds[entries[id].kind][1],
    },
  });
  engine.addAll(entries.map((entry, id) => Object.assign(entry, { id })));
}

/* A number is meant as it stands; of other words the beginning is enough, if it is not too short. */
function isBeginning(term, place, all) {
  return /^\d+$/.test(term) ? term.length === 3 : term.length > 2 || place === all.length - 1;
}

function isMisspelt(term) {
  return term.length > 3 && !/^\d+$/.test(term) ? 0.2 : false;
}

function search(query) {
  const asked = terms(inWords(query.slice(0, 200)));
  const text = asked.filter((term) => !IDLE.has(term)).join(" ");
  if (!text) return { query, total: 0, isLoose: false, results: [] };
  let isLoose = false;
  let found = engine.search(text, { prefix: isBeginning });
  if (!found.length) found = engine.search(text, { prefix: isBeginning, fuzzy: isMisspelt });
  if (!found.length) {
    const whole = text.split(" ").filter((term) => term.length > 2).join(" ");
    found = engine.search(whole, { prefix: isBeginning, fuzzy: isMisspelt, combineWith: "OR" });
    isLoose = found.length > 0 && asked.length > 1;
  }
  const phrase = ` ${asked.join(" ")} `;
  const ranked = found
    .map((hit) => ({ hit, score: hit.score * nearness(entries[hit.id], phrase) }))
    .sort((one, other) => other.score - one.score || one.hit.id - other.hit.id);
  const results = ranked.slice(0, SHOWN).map(({ hit }) => shown(entries[hit.id], new Set(hit.terms)));
  return { query, total: found.length, isLoose, results };
}

/* How much more an entry counts because the words stand in it as they were typed. */
function nearness(entry, phrase) {
  entry.phrases ??= [entry.title, ...entry.names, entry.text].map((text) => ` ${terms(text).join(" ")} `);
  if (entry.phrases.slice(0, -1).includes(phrase)) return 4;
  return entry.phrases.some((text) => text.includes(phrase)) ? 2 : 1;
}

function shown(entry, hits) {
  const title = marked(entry.title, hits);
  const name = title.length > 1 ? null : entry.names.map((text) => marked(text, hits)).find((parts) => parts.length > 1);
  const [page, anchor] = entry.href.split("#");
  return {
    href: entry.href,
    kind: kinds[entry.kind][0],
    page: anchor ? pages.get(page) || null : null,
    title,
    name: name || null,
    text: context(entry.text, hits, isAllIn(entry.title, hits)),
  };
}

function marked(text, hits, from = 0, to = text.length) {
  const parts = [];
  let last = from;
  for (const { term, start, end } of words(text)) {
    if (start < from || end > to || !hits.has(term)) continue;
    const between = text.slice(last, start);
    // Words that follow each other are one mark.
    if (between === " " && parts.length) parts[parts.length - 1] += between + text.slice(start, end);
    else parts.push(between, text.slice(start, end));
    last = end;
  }
  return [...parts, text.slice(last, to)];
}

function isAllIn(text, hits) {
  const there = new Set(words(text).map((word) => word.term));
  return [...hits].every((term) => there.has(term));
}

/* A line around the first hit, or from the beginning where the title says it all; cut between words. */
function context(text, hits, isFromStart) {
  const all = words(text);
  const first = isFromStart ? undefined : all.find((word) => hits.has(word.term));
  let from = 0;
  if (first && first.start > BEFORE) from = all.find((word) => word.start >= first.start - BEFORE).start;
  let to = text.length;
  if (to > from + CONTEXT) to = all.reduce((end, word) => (word.end <= from + CONTEXT ? word.end : end), from + CONTEXT);
  const parts = marked(text, hits, from, to);
  if (from > 0) parts[0] = "… " + parts[0];
  if (to < text.length) parts[parts.length - 1] += " …";
  return parts;
}

onmessage = async ({ data }) => {
  if (data.query !== undefined) return postMessage(search(data.query));
  try {
    const response = await fetch(data.index);
    if (!response.ok) throw new Error(String(response.status));
    read(await response.json());
    postMessage({ ready: true });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
