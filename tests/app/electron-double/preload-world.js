// Runs in the isolated world of a page, before the preload: the `electron` that a sandboxed preload gets. `__toMain` is a
// binding of the DevTools protocol that exists in this world only. Plain JavaScript: it is sent to the page as text.
(() => {
  const listeners = new Map();
  const ports = new Map();
  const tell = (message) => globalThis.__toMain(JSON.stringify(message));

  const openPort = (id) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.addEventListener('message', ({ data }) => {
      // What main-world.js says when the page closes its end.
      tell(data === 'electron-double-closed' ? { type: 'port-closed', port: id } : { type: 'port', port: id, data });
    });
    port1.start();
    return port2;
  };

  globalThis.__fromMain = (message) => {
    if (message.type === 'ipc') {
      const event = { ports: message.ports.map(openPort), sender: electron.ipcRenderer };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, ...message.args);
    } else if (message.type === 'port') ports.get(message.port)?.postMessage(message.data);
    else ports.get(message.port)?.postMessage('electron-double-closed');
  };

  const electron = {
    contextBridge: {
      exposeInMainWorld(name, api) {
        window.addEventListener('bridge-call', ({ detail }) => {
          if (detail.name !== name) return;
          const value = api[detail.method](...detail.args);
          window.dispatchEvent(new CustomEvent('bridge-return', { detail: { call: detail.call, value } }));
        });
        window.dispatchEvent(new CustomEvent('bridge-expose', { detail: { name, methods: Object.keys(api) } }));
      },
    },
    ipcRenderer: {
      on(channel, listener) {
        listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      },
      send: (channel, ...args) => tell({ type: 'ipc', channel, args }),
    },
    webUtils: { getPathForFile: (file) => globalThis.__paths?.[file.name] ?? '' },
  };
  globalThis.require = (name) => {
    if (name === 'electron') return electron;
    throw new Error(`A sandboxed preload cannot load ${name}.`);
  };
})();
