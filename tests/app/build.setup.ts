import { buildPreload } from '../../tools/build-app.ts';
import { buildRenderer, isRendererStale } from '../../tools/build-renderer.ts';

/** Builds what the tests of the app show, once for all of them. */
export default async function setUp(): Promise<void> {
  if (isRendererStale()) await buildRenderer();
  await buildPreload();
}
