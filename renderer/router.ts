import { createRouter, createWebHashHistory, type RouteComponent, type Router } from 'vue-router';
import type { IconName } from './design/icons.ts';

export interface View {
  /** Also the name of its folder in views/ and of its texts, whose `title` names it. */
  readonly name: string;
  readonly path: string;
  readonly icon: IconName;
  /** Opens it from anywhere outside of a text field. */
  readonly keys: string;
  /** Rail: always in reach on the left; foot: there too, at the bottom; hidden: by link and palette only. */
  readonly place: 'rail' | 'foot' | 'hidden';
  readonly load: () => Promise<{ default: RouteComponent }>;
}

/** Every view of the app, in the order of the rail. A new one is a line here, a folder, and its texts. */
export const views: readonly View[] = [
  {
    name: 'watchlists',
    path: '/watchlists/:list?',
    icon: 'watchlists',
    keys: 'g w',
    place: 'rail',
    load: () => import('./views/watchlists/WatchlistsView.vue'),
  },
  {
    name: 'instrument',
    path: '/instrument/:symbol?/:timeframe?',
    icon: 'instrument',
    keys: 'g i',
    place: 'rail',
    load: () => import('./views/instrument/InstrumentView.vue'),
  },
  {
    name: 'training',
    path: '/training/:page(new|runs|walk-forward|compare)?/:run?',
    icon: 'training',
    keys: 'g t',
    place: 'rail',
    load: () => import('./views/training/TrainingView.vue'),
  },
  {
    name: 'backtests',
    path: '/backtests/:page?',
    icon: 'backtest',
    keys: 'g b',
    place: 'rail',
    load: () => import('./views/backtests/BacktestsView.vue'),
  },
  {
    name: 'models',
    path: '/models/:model?',
    icon: 'models',
    keys: 'g o',
    place: 'rail',
    load: () => import('./views/models/ModelsView.vue'),
  },
  {
    name: 'reports',
    path: '/reports/:id?',
    icon: 'reports',
    keys: 'g r',
    place: 'rail',
    load: () => import('./views/reports/ReportsView.vue'),
  },
  {
    name: 'data',
    path: '/data/:tab(instruments|quality|series)?/:name?/:more?',
    icon: 'data',
    keys: 'g d',
    place: 'rail',
    load: () => import('./views/data/DataView.vue'),
  },
  {
    name: 'alerts',
    path: '/alerts',
    icon: 'bell',
    keys: 'g a',
    place: 'rail',
    load: () => import('./views/alerts/AlertsView.vue'),
  },
  {
    name: 'imports',
    path: '/import',
    icon: 'import',
    keys: 'g m',
    place: 'hidden',
    load: () => import('./views/imports/ImportsView.vue'),
  },
  {
    name: 'settings',
    path: '/settings/:section?',
    icon: 'settings',
    keys: 'g e',
    place: 'foot',
    load: () => import('./views/settings/SettingsView.vue'),
  },
  {
    name: 'start',
    path: '/start',
    icon: 'start',
    keys: 'g s',
    place: 'hidden',
    load: () => import('./views/start/StartView.vue'),
  },
];

/** The path of a view without its parameters. */
export function pathOf({ path }: View): string {
  return path.replace(/\/:.*$/, '');
}

/** Routes live behind the #, so that a link works over app:// and over http alike. */
export function createViewRouter(findHome: () => Promise<string>): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', name: 'home', component: { render: () => null }, beforeEnter: findHome },
      ...views.map(({ name, path, load }) => ({ name, path, component: load })),
      { path: '/:rest(.*)*', name: 'unknown', component: () => import('./shell/UnknownView.vue') },
    ],
  });
}
