import * as v from 'valibot';
import { AppError } from '../errors.ts';
import { parseErrorDocument, writeErrorDocument } from './error-document.ts';
import type { Wire } from './wire.ts';

/**
 * A wire whose frames are numbered, so that one that comes twice is taken once, and one that is missing is noticed
 * instead of leaving a call waiting for ever. The first frame of the engine is a hello; a farewell says why it closes.
 *
 *   frame      number, space, JSON      "17 {…}", counted from 0 in each direction
 *   farewell   "! " and an error        "! {code, message, hint}"
 */
export interface Channel {
  /** Resolves when there is room for more. */
  send(text: string): Promise<void>;
  /** Closes; the other side is told the error, where there is one. */
  close(error?: AppError): void;
}

export interface ChannelListener {
  readonly onText: (text: string) => void;
  /** Called once. The error is what the other side said, or what was wrong with its frames; null where neither is. */
  readonly onClose: (error: AppError | null) => void;
}

const FRAME = /^(0|[1-9]\d{0,15}) /;
const FAREWELL = '! ';

/** Opens a channel over a wire. Frames that are longer than `maxLength` UTF-16 units close it. */
export function openChannel(wire: Wire, maxLength: number, listener: ChannelListener): Channel {
  let sent = 0;
  let received = 0;
  let isClosed = false;

  const finish = (error: AppError | null): void => {
    if (isClosed) return;
    isClosed = true;
    wire.close();
    listener.onClose(error);
  };
  const refuse = (what: string): void => {
    const error = new AppError('wire/bad-frame', what, 'Reload the window; if it happens again, restart Almanac.');
    if (!isClosed) void wire.send(FAREWELL + writeErrorDocument(error));
    finish(error);
  };

  wire.listen({
    onFrame(frame) {
      if (isClosed) return;
      if (frame === null) {
        refuse('A frame of text was expected; found bytes.');
        return;
      }
      if (frame.length > maxLength) {
        refuse(`A frame of at most ${maxLength} characters was expected; found one of ${frame.length}.`);
        return;
      }
      if (frame.startsWith(FAREWELL)) {
        finish(parseErrorDocument(frame.slice(FAREWELL.length)));
        return;
      }
      const [head, digits] = FRAME.exec(frame) ?? [];
      if (head === undefined) {
        refuse('A numbered frame was expected; found something else.');
        return;
      }
      const number = Number(digits);
      // It was here before.
      if (number < received) return;
      if (number > received) {
        refuse(`Frame ${received} was expected; found frame ${number}: some were lost on the way.`);
        return;
      }
      received += 1;
      listener.onText(frame.slice(head.length));
    },
    onClose() {
      finish(null);
    },
  });

  return {
    async send(text) {
      if (isClosed) return;
      const frame = `${sent} ${text}`;
      sent += 1;
      await wire.send(frame);
    },
    close(error) {
      if (isClosed) return;
      isClosed = true;
      if (error) void wire.send(FAREWELL + writeErrorDocument(error));
      wire.close();
      listener.onClose(null);
    },
  };
}

/** What the engine says first. */
const helloSchema = v.object({ almanac: v.string() });

export function writeHello(version: string): string {
  return JSON.stringify({ almanac: version } satisfies v.InferOutput<typeof helloSchema>);
}

/** The version of the engine; null where the text is no hello. */
export function readHello(text: string): string | null {
  try {
    const hello = v.safeParse(helloSchema, JSON.parse(text));
    return hello.success ? hello.output.almanac : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
