import type { Shell } from '../host.ts';

/** Offers bytes as a download, which the browser puts where the user keeps downloads. */
export const saveInPage: Shell['saveFile'] = ({ name, bytes, type }) => {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the blob by the next task.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
  return Promise.resolve(true);
};
