// Runs in the page's own world: makes what the preload exposes, as the context bridge of Electron does, with values that
// are copied on their way. Plain JavaScript: it is sent to the page as text.
window.addEventListener('bridge-expose', ({ detail: { name, methods } }) => {
  let calls = 0;
  const make =
    (method) =>
    (...args) => {
      const call = ++calls;
      let result;
      const take = ({ detail }) => {
        if (detail.call === call) result = detail.value;
      };
      window.addEventListener('bridge-return', take);
      window.dispatchEvent(new CustomEvent('bridge-call', { detail: { call, name, method, args } }));
      window.removeEventListener('bridge-return', take);
      return result;
    };
  const api = Object.freeze(Object.fromEntries(methods.map((method) => [method, make(method)])));
  Object.defineProperty(window, name, { value: api, writable: false, configurable: false });
});

// Electron adds an event to ports that browsers do not have: "close", when the other end was closed. Here it travels as a
// message that only this file sees.
window.addEventListener('message', ({ ports }) => {
  for (const port of ports) {
    port.addEventListener('message', (event) => {
      if (event.data !== 'electron-double-closed') return;
      event.stopImmediatePropagation();
      port.dispatchEvent(new Event('close'));
    });
    const close = port.close.bind(port);
    port.close = () => {
      port.postMessage('electron-double-closed');
      close();
    };
  }
});
