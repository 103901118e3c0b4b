// The checkout as a folder in the browser: what the form reads and writes goes to the preview server.
//
// The form's program works on a local folder through the browser's own handles of files. These have
// the same names and no picker, so that it works in every browser, and the server keeps what people
// wrote by hand. Only records are there, one file each.

const TEMPORARY = '.sveltia-tmp-';
const missing = name => new DOMException(`${name} is not here`, 'NotFoundError');

/** A folder that holds every record of the checkout; `tell` shows a person why a save failed. */
export async function checkout(tell) {
  const answer = await fetch('records/', { cache: 'no-store' });
  if (!answer.ok) throw new Error((await answer.json()).message);
  const { records } = await answer.json();
  return new Folder({ texts: new Map(Object.entries(records)), tell }, '', 'content');
}

async function saved(store, path, text) {
  const was = store.texts.get(path) ?? null;
  const answer = await fetch(`records/${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, was }),
  });
  const told = await answer.json();
  if (!answer.ok) {
    store.tell(told.message);
    throw new Error(told.message);
  }
  store.texts.set(path, told.text);
}

class Handle {
  #store;
  constructor(store, path, name) {
    this.#store = store;
    this.path = path;
    this.name = name;
  }
  get store() { return this.#store; }
  async queryPermission() { return 'granted'; }
  async requestPermission() { return 'granted'; }
  async isSameEntry(other) { return other.kind === this.kind && other.path === this.path; }
}

class Folder extends Handle {
  get kind() { return 'directory'; }

  below(name) { return this.path ? `${this.path}/${name}` : name; }

  async *entries() {
    const start = this.path ? `${this.path}/` : '';
    const seen = new Set();
    for (const path of this.store.texts.keys()) {
      if (!path.startsWith(start)) continue;
      const [name, ...rest] = path.slice(start.length).split('/');
      if (seen.has(name)) continue;
      seen.add(name);
      yield [name, rest.length ? new Folder(this.store, this.below(name), name) : new File_(this.store, this.below(name), name)];
    }
  }
  async *keys() { for await (const [name] of this.entries()) yield name; }
  async *values() { for await (const [, handle] of this.entries()) yield handle; }
  [Symbol.asyncIterator]() { return this.entries(); }

  async getDirectoryHandle(name) {
    return new Folder(this.store, this.below(name), name);
  }

  async getFileHandle(name, { create = false } = {}) {
    const path = this.below(name);
    if (!create && !this.store.texts.has(path)) throw missing(path);
    return new File_(this.store, path, name);
  }

  async removeEntry(name) {
    if (name.startsWith(TEMPORARY)) return;
    const told = `${this.below(name)} is taken away in git, not here: others may name it.`;
    this.store.tell(told);
    throw new DOMException(told, 'NotAllowedError');
  }
}

class File_ extends Handle {
  #pending = null;
  get kind() { return 'file'; }

  async getFile() {
    const text = this.#pending ?? this.store.texts.get(this.path);
    if (text === undefined) throw missing(this.path);
    return new File([text], this.name, { type: 'text/plain' });
  }

  async createWritable() {
    const parts = [];
    return {
      write: async part => { parts.push(part); },
      close: async () => {
        const text = await new Blob(parts).text();
        // The program writes beside the file first, and moves what it wrote to its place.
        if (this.name.startsWith(TEMPORARY)) this.#pending = text;
        else await saved(this.store, this.path, text);
      },
    };
  }

  async move(folder, name) {
    const path = folder.below(name);
    await saved(this.store, path, this.#pending ?? this.store.texts.get(this.path));
    this.#pending = null;
    this.path = path;
    this.name = name;
  }
}
