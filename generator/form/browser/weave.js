// A record's new values laid into the text that it had: what was not changed keeps its bytes.
//
// Comments stay with the key or the item below them; a comment behind a value that is written anew
// stays on its line or goes above it. A key that is taken out takes its comments with it.

import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from './node_modules/yaml/browser/index.js';
import { fieldsIn, isSame, itemText, ordered, pairText } from './emit.js';

const NO_VALUE = /^(?:|~|null|Null|NULL)$/;

/** Values and places of one YAML text; every scalar is text, as in the generator. */
export function parsed(text) {
  const document = parseDocument(text, { schema: 'failsafe', keepSourceTokens: true });
  if (document.errors.length) throw new Error(document.errors[0].message);
  let hasAlias = false;
  visit(document, { Alias: () => { hasAlias = true; return visit.BREAK; } });
  return { root: document.contents, value: plain(document.contents, document), hasAlias };
}

function plain(node, document) {
  if (isAlias(node)) return plain(node.resolve(document), document);
  if (isMap(node)) {
    const entries = node.items.map(pair => [pair.key.value, plain(pair.value, document)]);
    return Object.fromEntries(entries.filter(([, value]) => value !== null));
  }
  if (isSeq(node)) return node.items.map(item => plain(item, document));
  if (!isScalar(node)) return null;
  if (node.type === 'PLAIN' && NO_VALUE.test(node.value)) return null;
  // Where lines are folded, a break that is left stands for an empty line: a new paragraph.
  return ['PLAIN', 'BLOCK_FOLDED'].includes(node.type) ? node.value.replaceAll('\n', '\n\n') : node.value;
}

/** The text of a record with `now` in the place of `was`; both in the form that `fields` describe. */
export function woven(text, was, now, fields) {
  const root = rootOf(text);
  if (!isMap(root)) return written(now, fields);
  if (root.flow) return ended(text.slice(0, root.range[0])) + written(now, fields) + text.slice(root.range[1]).trimStart();
  return withMap(text, root, 0, text.length, was, now, fields);
}

/** The same for a list of records; `item` describes one of them. */
export function wovenList(text, was, now, item) {
  const root = rootOf(text);
  if (!isSeq(root) || root.flow) return now.map(record => itemText(record, 0, item)).join('');
  const last = { at: dashes(root).at(-1), end: endOf(root), from: 0, to: text.length };
  const tail = foot(text, last);
  return withSeq(text, root, 0, text.length - tail.length, was, now, item) + tail;
}

function rootOf(text) {
  const { root, hasAlias } = parsed(text);
  // An alias repeats what stands elsewhere; to write one place anew could change the other.
  if (hasAlias) throw new Error('this record uses & and *; change it in an editor program');
  return root;
}

/** The text of a record that is new. */
export function written(now, fields) {
  return ordered(now, fields).map(name => pairText(name, now[name], 0, fieldOf(fields, name))).join('');
}

// --- places in the text ---

const lineStart = (text, offset) => text.lastIndexOf('\n', offset - 1) + 1;
const lineEnd = (text, offset) => {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
};
const columnOf = (text, offset) => offset - lineStart(text, offset);

/** Where the last character of a value stands, comments behind it left out. */
function endOf(node) {
  if (node && !node.flow && isMap(node) && node.items.length) {
    const last = node.items.at(-1);
    return last.value?.range && last.value.source !== '' ? endOf(last.value) : last.key.range[1];
  }
  if (node && !node.flow && isSeq(node) && node.items.length) return endOf(node.items.at(-1));
  return node.range[1];
}

/** The beginning of what belongs to a key or a dash: the comments right above it, too. */
function withLead(text, offset, after) {
  let start = lineStart(text, offset);
  while (start > after) {
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start).trim();
    if (above < after || (line !== '' && !line.startsWith('#'))) break;
    start = above;
  }
  return start;
}

/** [{from, at, to}] of every part: its comments, its key or dash, and the beginning of the next. */
function cut(text, places, ends, from, to) {
  const starts = places.map((at, n) => (n === 0 ? from : withLead(text, at, lineEnd(text, ends[n - 1] - 1))));
  return places.map((at, n) => ({ from: starts[n], at, to: starts[n + 1] ?? to, end: ends[n] }));
}

/** What follows the last part and is no longer a part of it: comments at the foot. */
function foot(text, part) {
  const after = text[part.end - 1] === '\n' ? part.end : lineEnd(text, part.end);
  return text.slice(Math.min(after, part.to), part.to);
}

// --- groups of keys ---

/** `from` is where the group begins: at its first key, or at the comments above it. */
function withMap(text, map, from, to, was, now, fields) {
  const indent = columnOf(text, map.items[0].key.range[0]);
  // What stands before the first key in its line is a dash, which is not ours.
  const margin = from > lineStart(text, from) ? ' '.repeat(indent) : '';
  const ends = map.items.map(({ key, value }) => (value?.range ? Math.max(endOf(value), key.range[1]) : key.range[1]));
  const parts = cut(text, map.items.map(pair => pair.key.range[0]), ends, from, to);
  const kept = [];
  map.items.forEach((pair, n) => {
    const name = pair.key.value;
    const part = parts[n];
    const lead = n === 0 ? margin : '';
    const last = n === parts.length - 1 ? foot(text, part) : '';
    if (now[name] === undefined && was[name] !== undefined) {
      // What stands at the head of a file, such as its schema, is the file's and not the first key's.
      const head = n === 0 && from === 0 ? text.slice(0, lineStart(text, part.at)) : '';
      if (head || last) kept.push({ name: null, text: head + last });
      return;
    }
    const whole = text.slice(part.from, part.to);
    if (isSame(was[name], now[name])) kept.push({ name, text: lead + whole });
    else kept.push({ name, text: lead + changedPair(text, pair, part, was[name], now[name], indent, fieldOf(fields, name)) + last });
  });
  const fresh = ordered(now, fields).filter(name => !kept.some(piece => piece.name === name));
  for (const name of fresh) {
    const order = fields.map(field => field.name);
    const before = order.slice(0, Math.max(order.indexOf(name), 0));
    const place = order.includes(name)
      ? kept.findLastIndex(piece => before.includes(piece.name)) + 1
      : kept.length;
    if (place > 0) kept[place - 1].text = ended(kept[place - 1].text);
    kept.splice(place, 0, { name, text: pairText(name, now[name], indent, fieldOf(fields, name)) });
  }
  const all = kept.map((piece, n) => (n < kept.length - 1 ? ended(piece.text) : piece.text)).join('');
  return margin ? all.slice(indent) : all;
}

const ended = text => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

function changedPair(text, pair, part, was, now, indent, field) {
  const { key, value } = pair;
  const lead = text.slice(part.from, lineStart(text, part.at) > part.from ? lineStart(text, part.at) : part.from);
  const inner = value?.range ? innerStart(text, key, value) : null;
  if (inner !== null && isMap(value) && isGroup(was) && isGroup(now)) {
    return text.slice(part.from, inner) + withMap(text, value, inner, endOfPart(text, part), was, now, fieldsIn(field));
  }
  if (inner !== null && isSeq(value) && Array.isArray(was) && Array.isArray(now) && now.length) {
    return text.slice(part.from, inner) + withSeq(text, value, inner, endOfPart(text, part), was, now, field?.item);
  }
  return lead + commented(pairText(key.value, now, indent, field, typedLines(text, value)), comments(text, part), indent);
}

const isGroup = value => value !== null && typeof value === 'object' && !Array.isArray(value);
const endOfPart = (text, part) => part.to - foot(text, part).length;

/** The line on which a block below its key begins; null where the value is not such a block. */
function innerStart(text, key, value) {
  if (value.flow || !value.items?.length) return null;
  const first = isMap(value) ? value.items[0].key?.range[0] : dashes(value)[0];
  if (first === undefined || lineStart(text, first) <= key.range[0]) return null;
  return lineEnd(text, key.range[1]);
}

/** The lines of a folded text, by paragraph, as somebody broke them. */
function typedLines(text, node) {
  if (node?.type !== 'BLOCK_FOLDED') return [];
  const lines = text.slice(node.range[0], node.range[1]).split('\n').slice(1).map(line => line.trim());
  return lines.join('\n').trim().split(/\n\n+/).map(part => part.split('\n'));
}

/** The comments of a value that is written anew, in their order. */
function comments(text, part) {
  const found = [];
  const lines = text.slice(part.at, Math.max(part.end, part.at)).split('\n').slice(0, 1);
  // Behind the value, or behind the mark of a folded text.
  const behind = text.slice(part.end, lineEnd(text, part.end));
  const mark = lines[0].match(/[>|][-+0-9]*\s+(#.*)$/);
  if (mark) found.push(mark[1].trim());
  if (text[part.end - 1] !== '\n' && behind.trim().startsWith('#')) found.push(behind.trim());
  return found;
}

function commented(made, found, indent) {
  if (!found.length) return made;
  if (found.length === 1 && made.indexOf('\n') === made.length - 1) return `${made.trimEnd()}  ${found[0]}\n`;
  return found.map(line => `${' '.repeat(indent)}${line}\n`).join('') + made;
}

// --- lists ---

const dashes = seq => seq.srcToken.items.map(item => item.start.find(token => token.type === 'seq-item-ind')?.offset).filter(offset => offset !== undefined);

function withSeq(text, seq, from, to, was, now, item) {
  const places = dashes(seq);
  const indent = columnOf(text, places[0]);
  const ends = seq.items.map((node, n) => Math.max(node?.range ? endOf(node) : 0, places[n] + 1));
  const parts = cut(text, places, ends, from, to);
  const pairs = matched(was, now);
  return now.map((value, n) => {
    const old = pairs[n];
    if (old === null) return itemText(value, indent, item);
    const part = parts[old];
    if (isSame(was[old], value)) return ended(text.slice(part.from, part.to));
    const node = seq.items[old];
    const lead = text.slice(part.from, lineStart(text, part.at));
    if (isMap(node) && !node.flow && isGroup(was[old]) && isGroup(value)) {
      const first = node.items[0].key.range[0];
      if (lineStart(text, first) === lineStart(text, part.at)) {
        return ended(lead + text.slice(lineStart(text, part.at), first)
          + withMap(text, node, first, part.to, was[old], value, item?.group?.fields ?? []));
      }
    }
    return lead + commented(itemText(value, indent, item, typedLines(text, node)), comments(text, part), indent);
  }).join('');
}

/** For each new item the old one that it was: the same, the one of that id, or the next one left. */
function matched(was, now) {
  const left = new Set(was.keys());
  const pairs = now.map(() => null);
  const take = test => now.forEach((value, n) => {
    if (pairs[n] !== null) return;
    const old = [...left].find(index => test(was[index], value));
    if (old !== undefined) { pairs[n] = old; left.delete(old); }
  });
  take(isSame);
  take((one, other) => one?.id !== undefined && one.id === other?.id);
  take((one, other) => isGroup(one) === isGroup(other) && (!isGroup(one) || likeness(one, other) > 0));
  return pairs;
}

const likeness = (one, other) => Object.keys(one).filter(key => isSame(one[key], other[key])).length;

// --- the order of keys ---

const fieldOf = (fields, name) => fields.find(field => field.name === name);
