export const watchlists = { title: 'watchlists' };
