/** What a class loss of the spec asks of the cross-entropy; nothing is written where it asks nothing. */
export function readSoftening(loss: { readonly smoothing?: number; readonly focus?: number } | undefined): {
  readonly smoothing?: number;
  readonly focus?: number;
} {
  const { smoothing = 0, focus = 0 } = loss ?? {};
  return { ...(smoothing > 0 && { smoothing }), ...(focus > 0 && { focus }) };
}
