import type { Texts } from '../en.ts';

export const start: Texts['start'] = { title: 'start' };
