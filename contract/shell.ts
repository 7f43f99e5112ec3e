import { eventIterator, oc, type } from '@orpc/contract';
import * as v from 'valibot';

const route = v.pipe(v.string(), v.regex(/^\//, 'expected a route such as /watchlist'), v.maxLength(2048));
const line = (length: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(length));

/**
 * What Electron's main process does for its window, and nothing else. Spoken over a message port of its own, by the same
 * rules as the API of the engine.
 */
export const shellContract = {
  shell: {
    /** Paths that the user chose; none where the dialog was cancelled. */
    pickFiles: oc
      .input(
        v.strictObject({
          filters: v.pipe(
            v.array(
              v.strictObject({
                name: line(100),
                extensions: v.array(v.pipe(v.string(), v.regex(/^(\*|[a-z0-9]+)$/i))),
              }),
            ),
            v.maxLength(20),
          ),
        }),
      )
      .output(type<readonly string[]>()),

    pickFolder: oc.output(type<string | null>()),

    /** Shows a file in the system's file manager. Errors: shell/no-file. */
    showInFolder: oc.input(v.strictObject({ path: line(4096) })).output(type<undefined>()),

    /** Tells the user something; a click on it leads to the route. */
    notify: oc
      .input(v.strictObject({ title: line(200), body: v.pipe(v.string(), v.maxLength(1000)), route }))
      .output(type<undefined>()),

    /** Opens a page in the user's browser. Errors: shell/not-allowed. */
    openExternal: oc.input(v.strictObject({ url: line(2048) })).output(type<undefined>()),

    /** Routes that menu, notifications and system ask for, from now on. */
    routes: oc.output(eventIterator(type<string>())),

    /** Files that the system opened with Almanac: those that nobody has taken yet first. */
    openedFiles: oc.output(eventIterator(type<readonly string[]>())),
  },
};
