// Starts the form: its settings, how records are written, and where they are read from.

import { checkout } from './bridge.js';
import { listFormat, markdownFormat, yamlFormat } from './record.js';

const PROGRAM = 'node_modules/@sveltia/cms/dist/sveltia-cms.js';

function tell(message) {
  const bar = document.getElementById('told') ?? Object.assign(document.createElement('p'), { id: 'told' });
  bar.setAttribute('role', 'alert');
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Close' });
  close.addEventListener('click', () => bar.remove());
  bar.replaceChildren(message, close);
  document.body.append(bar);
}

/** No other host is asked anything, so that nothing waits for an answer that the policy forbids. */
function stayHome(hosts) {
  const ask = window.fetch.bind(window);
  window.fetch = (resource, options) => {
    const address = new URL(resource instanceof Request ? resource.url : resource, location.href);
    const isOwn = address.origin === location.origin || ['data:', 'blob:'].includes(address.protocol);
    return isOwn || hosts.includes(address.origin)
      ? ask(resource, options)
      : Promise.reject(new TypeError(`${address.origin} is not asked from here`));
  };
}

/** A folder once given is kept in the browser by the program; ours is none that can be kept. */
async function forgetFolder(name, store) {
  if (!(await indexedDB.databases()).some(database => database.name === name)) return;
  await new Promise(done => {
    const request = indexedDB.open(name);
    request.onerror = done;
    request.onsuccess = () => {
      const database = request.result;
      if (database.objectStoreNames.contains(store)) database.transaction(store, 'readwrite').objectStore(store).clear();
      database.close();
      done();
    };
  });
}

const program = () => new Promise((done, failed) => {
  window.CMS_MANUAL_INIT = true;
  const script = Object.assign(document.createElement('script'), { src: PROGRAM, onload: done, onerror: failed });
  document.head.append(script);
});

async function start() {
  const settings = await (await fetch('settings.json', { cache: 'no-store' })).json();
  stayHome(settings.hosts);
  const ids = Object.fromEntries(Object.entries(settings.ids).map(([kind, names]) => [kind, new Set(names)]));
  if (settings.isLocal) {
    document.documentElement.classList.add('local');
    await forgetFolder('github:local/checkout', 'file-system-handles');
    window.showDirectoryPicker = () => checkout(tell);
  }
  await program();
  for (const [name, extension] of Object.entries(settings.endings)) {
    const format = extension === 'md' ? markdownFormat : yamlFormat;
    window.CMS.registerCustomFormat(name, extension, format(settings.shapes[name], ids, settings.heads[name]));
  }
  for (const kind of settings.lists) {
    const fields = [{ name: 'id', type: 'id' }, ...settings.shapes[kind]];
    window.CMS.registerCustomFormat(`${kind}_lists`, settings.endings[kind], listFormat(fields, ids));
  }
  window.CMS.init({ config: settings.form });
}

start().catch(error => tell(`The form did not start: ${error.message}`));
