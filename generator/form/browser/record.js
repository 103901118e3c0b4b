// Between a record's file and the form: one shape for what YAML may say in two ways.
//
// In the file a step of `via` may be an id or a group, and a speaker an id or a group without a
// name; a form wants one of these. `widened` gives it that, `narrowed` writes the shortest again.

import { isSame } from './emit.js';
import { parsed, woven, wovenList, written } from './weave.js';

// Where the form keeps the text that a record was read from, under a name no record has.
const TEXT = 'text_as_read';
const UNNAMED = 'unnamed_';

/** What CMS.registerCustomFormat takes, for the records of one kind; `head` begins a new file. */
export function yamlFormat(fields, kinds, head = '') {
  return {
    // A list of records, where files are read as they are, has none of the keys and is filtered out.
    fromFile: text => (isList(text) ? {} : { ...widened(values(text), fields, kinds), [TEXT]: text }),
    toFile: content => (content[TEXT] ? '' : head) + textOf(content[TEXT] ?? '', content, fields),
  };
}

/** The same for a file that holds a list of records, each with its id. */
export function listFormat(fields, kinds) {
  const whole = [{ name: 'records', type: 'list', item: { type: 'group', group: { fields } } }];
  return {
    fromFile: text => ({ ...widened({ records: parsed(text).value ?? [] }, whole, kinds), [TEXT]: text }),
    toFile: content => {
      const text = content[TEXT] ?? '';
      const now = narrowed(content, whole).records ?? [];
      const was = text.trim() ? narrowed(widened({ records: parsed(text).value }, whole, {}), whole).records : [];
      return isSame(was, now) ? text : wovenList(text, was, now, whole[0].item);
    },
  };
}

/** The same for a Markdown file: keys between two lines of ---, and the text below. */
export function markdownFormat(fields, kinds) {
  return {
    fromFile: text => {
      const { head, body } = halves(text);
      return { ...widened(values(head), fields, kinds), body, [TEXT]: text };
    },
    toFile: content => {
      const { body = '', ...rest } = content;
      const was = halves(content[TEXT] ?? '');
      const head = textOf(was.head, rest, fields);
      const foot = body.trim() === was.body.trim() ? was.body : body.trim();
      if (!head.trim()) return foot;
      const gap = was.gap ?? '\n';
      return `---\n${head.trimEnd()}\n---\n${gap}${foot}`;
    },
  };
}

const isList = text => Array.isArray(parsed(text).value);

function halves(text) {
  const found = text.match(/^---[ \t]*\n([\s\S]*?)\n?---[ \t]*(?:\n|$)(\n*)([\s\S]*)$/);
  return found ? { head: `${found[1]}\n`, gap: found[2], body: found[3] } : { head: '', body: text };
}

function values(text) {
  const { value } = parsed(text);
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new Error('this file holds no single record');
  return value;
}

function textOf(text, content, fields) {
  const now = narrowed(content, fields);
  if (!text.trim()) return written(now, fields);
  const before = values(text);
  // A file that says the same in a longer way keeps it.
  const was = narrowed(widened(before, fields, {}), fields);
  return isSame(was, now) ? text : woven(text, was, now, fields);
}

// --- file to form ---

export function widened(record, fields, kinds) {
  const wide = {};
  for (const [name, value] of Object.entries(record)) {
    const field = fields.find(one => one.name === name);
    if (field?.bare === true && typeof value === 'object') wide[`${UNNAMED}${name}`] = value;
    else wide[name] = field ? wideValue(value, field, kinds) : value;
  }
  return wide;
}

function wideValue(value, field, kinds) {
  switch (field.type) {
    case 'list': {
      const items = Array.isArray(value) ? value : [value];
      return items.map(item => wideItem(item, field.item, kinds));
    }
    case 'group':
      return typeof value === 'string' || Array.isArray(value) ? value : widened(value, field.group.fields, kinds);
    case 'flag':
      return value === 'true';
    default:
      return typeof value === 'string' && field.type !== 'markdown' ? value.trim() : value;
  }
}

function wideItem(item, value, kinds) {
  if (value.hands) {
    const group = typeof item === 'string' ? { [value.bare ?? 'who']: item } : item;
    return { hand: handOf(group, value, kinds), ...group };
  }
  if (value.bare && typeof item === 'string') return { [value.bare]: item };
  return wideValue(item, value, kinds);
}

/** Which of the forms of an item it takes: no name, or the kind of record that it names. */
function handOf(group, value, kinds) {
  if (group.who === undefined) return 'unnamed';
  return value.hands.find(kind => kinds[kind]?.has(group.who)) ?? value.hands.at(-1);
}

// --- form to file ---

export function narrowed(record, fields) {
  const narrow = {};
  for (const [key, value] of Object.entries(record)) {
    if (key === TEXT) continue;
    const name = key.startsWith(UNNAMED) ? key.slice(UNNAMED.length) : key;
    const field = fields.find(one => one.name === name);
    const found = key === name ? narrowValue(value, field) : narrowed(value ?? {}, field?.group?.fields ?? []);
    if (!isEmpty(found)) narrow[name] = found;
  }
  return narrow;
}

const isEmpty = value =>
  value === undefined || value === null || value === '' || value === false ||
  (Array.isArray(value) ? value.length === 0 : typeof value === 'object' && Object.keys(value).length === 0);

function narrowValue(value, field) {
  if (typeof value === 'boolean') return value ? 'true' : undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (field?.type === 'flag') return value === 'true' ? value : undefined;
    if (field?.type === 'markdown') return value;
    return spaced(value, field?.type);
  }
  if (Array.isArray(value)) {
    const items = value.map(item => narrowItem(item, field?.item)).filter(item => !isEmpty(item));
    return field?.one && items.length === 1 ? items[0] : items;
  }
  if (value === null || typeof value !== 'object') return undefined;
  return narrowed(value, field?.group?.fields ?? []);
}

/** A text's spaces as they count: in prose an empty line is a new paragraph, all others are one. */
function spaced(text, type) {
  const parts = type === 'prose' ? text.split(/\n\s*\n/) : [text];
  const isOneLine = type === 'prose' || type === 'text';
  return parts.map(part => (isOneLine ? part.trim().replace(/\s+/g, ' ') : part.trim())).filter(Boolean).join('\n\n');
}

function narrowItem(item, value) {
  if (item === null || typeof item !== 'object') return narrowValue(item, value);
  const { hand, ...rest } = item;
  const group = narrowed(value?.hands ? rest : item, value?.group?.fields ?? []);
  const keys = Object.keys(group);
  if (value?.hands && !value.group) return group.who;
  return value?.bare && keys.length === 1 && keys[0] === value.bare ? group[value.bare] : group;
}
