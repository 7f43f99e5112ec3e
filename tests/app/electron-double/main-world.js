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
