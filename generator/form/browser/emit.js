// Values as an editor of this project would write them.

import { stringify } from './node_modules/yaml/browser/index.js';

// Where a text is wrapped, and up to where a list of ids stays on one line: as `explainer fmt` has it.
const WIDTH = 100;
const LONG = 140;

const NULL_LIKE = /^(?:~|null|Null|NULL)$/;
// The generator reads YAML 1.1 with another parser, which is stricter: so bare is only what begins
// like a word, and within brackets holds no sign that could mean something there.
const FLOW_SAFE = /^[\p{L}\p{N}“‘„«(][^,[\]{}:#"?\\\n\t]*$/u;
const BARE_START = /^[\p{L}\p{N}“‘„«(…$€£]/u;

export const isSame = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value ?? null;
  return Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}

/** `name: value`, with its line end; `field` says how such a value is written, `typed` how it was. */
export function pairText(name, value, indent, field, typed) {
  const margin = ' '.repeat(indent);
  if (typeof value === 'string') return `${margin}${name}: ${scalarText(value, indent, name.length + 2, typed)}\n`;
  if (Array.isArray(value)) {
    const flow = flowList(value, field?.item);
    const limit = field?.item?.type === 'reference' ? LONG : WIDTH;
    if (flow !== null && indent + name.length + 2 + flow.length <= limit) return `${margin}${name}: ${flow}\n`;
    return `${margin}${name}:\n${value.map(item => itemText(item, indent + 2, field?.item)).join('')}`;
  }
  const flow = flowGroup(value, field);
  if (flow !== null && indent + name.length + 2 + flow.length <= WIDTH) return `${margin}${name}: ${flow}\n`;
  return `${margin}${name}:\n${groupText(value, indent + 2, fieldsIn(field))}`;
}

/** The fields of a group that stands in a place, also where it is the only item of a list. */
export const fieldsIn = field => field?.group?.fields ?? field?.item?.group?.fields ?? [];

/** `- value`, with its line end. */
export function itemText(value, indent, item, typed) {
  const margin = ' '.repeat(indent);
  if (typeof value === 'string') return `${margin}- ${scalarText(value, indent, 2, typed)}\n`;
  const flow = flowGroup(value, item);
  if (flow !== null && indent + 2 + flow.length <= WIDTH) return `${margin}- ${flow}\n`;
  return `${margin}- ${groupText(value, indent + 2, item?.group?.fields).slice(indent + 2)}`;
}

/** The keys of a group in the order in which its fields are written; unknown ones last. */
export function ordered(group, fields = []) {
  const order = fields.map(field => field.name);
  const rank = name => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.keys(group).sort((one, other) => rank(one) - rank(other));
}

function groupText(group, indent, fields = []) {
  return ordered(group, fields)
    .map(name => pairText(name, group[name], indent, fields.find(field => field.name === name)))
    .join('');
}

function flowList(items, item) {
  if (item?.type === 'prose' || !items.every(value => typeof value === 'string' || (item?.bare && flowGroup(value, item)))) return null;
  return `[${items.map(value => (typeof value === 'string' ? flowScalar(value) : flowGroup(value, item))).join(', ')}]`;
}

function flowGroup(group, value) {
  if (!value?.group?.flow) return null;
  const parts = ordered(group, value.group.fields).map(name => {
    const part = group[name];
    const text = typeof part === 'string' ? flowScalar(part) : Array.isArray(part) ? flowList(part) : null;
    return text === null ? null : `${name}: ${text}`;
  });
  return parts.includes(null) ? null : `{${parts.join(', ')}}`;
}

const flowScalar = text => (FLOW_SAFE.test(text) && !NULL_LIKE.test(text) ? text : quoted(text));

function singleLine(text) {
  const mustQuote = NULL_LIKE.test(text) || text.includes('\n') || !BARE_START.test(text);
  if (mustQuote) return quoted(text);
  const plain = stringify(text, { schema: 'failsafe', lineWidth: 0 }).trimEnd();
  return plain === text ? plain : quoted(text);
}

/** In double quotation marks, or in single ones where that takes fewer signs to escape. */
function quoted(text) {
  const escapes = text.match(/["\\]/g)?.length ?? 0;
  const singles = text.match(/'/g)?.length ?? 0;
  const canBeSingle = !/[\n\t]/.test(text) && escapes > singles;
  return canBeSingle ? `'${text.replaceAll("'", "''")}'` : JSON.stringify(text);
}

function scalarText(text, indent, taken, typed = []) {
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return JSON.stringify(text);
  const single = singleLine(text);
  const paragraphs = text.split('\n\n');
  const canFold = paragraphs.every(part => part !== '' && !part.includes('\n') && part === part.trim());
  const fits = paragraphs.length === 1 && (indent + taken + single.length <= WIDTH || !text.includes(' '));
  if (fits || !canFold) return single;
  const margin = ' '.repeat(indent + 2);
  const width = Math.max(WIDTH - indent - 2, 40);
  return `>-\n${paragraphs.map((part, n) => wrappedLike(part, width, typed[n] ?? []).map(line => margin + line).join('\n')).join('\n\n')}`;
}

/** The lines as they were typed, as far as the words at both ends are the same; wrapped between. */
function wrappedLike(paragraph, width, typed) {
  const [head, tail] = [[], []];
  let rest = paragraph;
  for (const line of typed) {
    if (!rest.startsWith(`${line} `)) break;
    head.push(line);
    rest = rest.slice(line.length + 1);
  }
  for (const line of typed.slice(head.length).reverse()) {
    if (!rest.endsWith(` ${line}`)) break;
    tail.unshift(line);
    rest = rest.slice(0, -line.length - 1);
  }
  return [...head, ...wrapped(rest, width), ...tail];
}

/** Lines of at most `width`, broken at single spaces only, so that folding gives the text again. */
function wrapped(text, width) {
  const lines = [''];
  for (const word of text.split(/(?<! ) (?! )/)) {
    const line = lines.at(-1);
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
