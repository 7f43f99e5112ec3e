import type { App, Session, WebContents } from 'electron';
import { isOwnAddress } from './app-origin.ts';

/** What of the network the app's pages may reach: nothing. `blob:` and `data:` are their own bytes. */
const reachableSchemes = ['app:', 'blob:', 'data:', 'devtools:'];

/** Denies a session every permission, and its pages every address but the app's own. */
export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => {
    callback({});
  });
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const scheme = URL.parse(url)?.protocol ?? '';
    callback({ cancel: !reachableSchemes.includes(scheme) || (scheme === 'app:' && !isOwnAddress(url)) });
  });
  session.on('will-download', (event, item) => {
    // What the page itself has made is saved where the user says; nothing else comes down.
    if (!item.getURL().startsWith('blob:')) event.preventDefault();
  });
}

/** Keeps every page, whoever opens it, at the app's own address: no other page, no window, no webview. */
export function secureContents(app: App, openExternal: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    blockNavigation(contents);
    contents.setWindowOpenHandler(({ url }) => {
      openExternal(url);
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
}

function blockNavigation(contents: WebContents): void {
  const stayHere = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOwnAddress(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHere);
  contents.on('will-redirect', stayHere);
  contents.on('will-frame-navigate', stayHere);
}
