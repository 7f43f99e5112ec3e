import type { Texts } from '../en.ts';

export const watchlists: Texts['watchlists'] = { title: 'watchlists' };
