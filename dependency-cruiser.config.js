/**
 * The arrows of the house. Each rule says what may not be, and in its comment how to mend it.
 * ARCHITECTURE.md draws the picture.
 */

/** The rooms of the engine, left to right: a room may import itself and what stands to its left. */
const rooms = [
  ['kernel'],
  ['store'],
  ['market-data', 'jobs', 'settings'],
  ['features', 'watchlists', 'alerts', 'workspace'],
  ['models', 'charts'],
  ['training', 'onnx', 'inference'],
  ['forecast'],
  ['evaluation', 'backtest'],
  ['experiments', 'library'],
  ['reports', 'doctor'],
];

const leftToRight = rooms.flatMap((names, i) =>
  names.flatMap((name) => {
    const others = [...names.filter((other) => other !== name), ...rooms.slice(i + 1).flat()];
    if (others.length === 0) return [];
    return {
      name: `engine-${name}-looks-left-only`,
      comment: `engine/${name} must not know ${others.join(', ')}. Move what both need to the left, or pass it in.`,
      severity: 'error',
      from: { path: `^engine/${name}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `^engine/(${others.join('|')})/` },
    };
  }),
);

/** Only one place may import a library; everybody else asks that place. */
function onlyFrom(name, library, place, comment) {
  return {
    name,
    comment,
    severity: 'error',
    from: { pathNot: place },
    to: { path: library },
  };
}

export default {
  forbidden: [
    ...leftToRight,
    {
      name: 'contract-knows-nobody',
      comment:
        'contract/ is what both sides of the wire share, in a browser too: it may import itself, valibot and oRPC ' +
        'without its server. What needs more, Node included, belongs into the engine.',
      severity: 'error',
      from: { path: '^contract/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: '^(contract|node_modules/valibot|node_modules/@orpc/(contract|client|standard-server-peer))/',
      },
    },
    {
      name: 'engine-file-for-the-api-only',
      comment:
        'engine/engine.ts is how an api.ts gets its part of the contract. Move what you need from it into a room.',
      severity: 'error',
      from: { path: '^engine/', pathNot: '^engine/(boot|[^/]+/api)\\.ts$' },
      to: { path: '^engine/engine\\.ts$' },
    },
    {
      name: 'hosts-know-the-boot-file-only',
      comment:
        'A host talks to the engine through the client that engine/boot.ts gives it, or keeps its process with ' +
        'engine/process and serves its pages with engine/serving. Add a verb to contract/api instead.',
      severity: 'error',
      from: { path: '^(headless|electron)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^engine/', pathNot: '^engine/(boot\\.ts$|process/|serving/)' },
    },
    {
      name: 'nobody-imports-tests-benches-or-tools',
      comment: 'Move what the product needs into the product.',
      severity: 'error',
      from: { path: '^(contract|engine|headless|electron|renderer)/' },
      to: { path: '^(tests|bench|tools)/' },
    },
    {
      name: 'no-test-data-in-the-product',
      comment: 'A fixture is for tests and benches; the product gets its data from the store.',
      severity: 'error',
      from: { pathNot: '^bench/|\\.test(-data)?\\.ts$' },
      to: { path: '\\.test(-data)?\\.ts$' },
    },
    onlyFrom(
      'sqlite-in-the-store-only',
      'node_modules/better-sqlite3/',
      '^engine/store/',
      'SQL lives in engine/store: add a function to one of its repositories.',
    ),
    onlyFrom(
      'onnxruntime-in-inference-only',
      'node_modules/onnxruntime-node/',
      '^(engine/inference|bench)/',
      'Ask engine/inference/open-network.ts.',
    ),
    onlyFrom(
      'tfjs-in-its-backend-only',
      'node_modules/@tensorflow/',
      '^engine/training/tfjs/',
      'TensorFlow.js is one training backend among others: use the port in engine/training/backend.ts.',
    ),
    onlyFrom('pdf-in-reports-only', 'node_modules/pdfmake/', '^engine/reports/', 'Add a section in engine/reports.'),
    onlyFrom(
      'echarts-where-charts-are-made',
      'node_modules/echarts/',
      '^(engine/reports|renderer/charts)/',
      'A chart of a report is made in engine/reports, one of the app by renderer/charts.',
    ),
    {
      name: 'renderer-knows-the-contract-only',
      comment:
        'The app runs in a page: it reaches the engine through the Host that its entry file gives it (renderer/host.ts). ' +
        'Add a verb to contract/api, or an ability to the Shell.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(engine|headless|electron|native)/' },
    },
    {
      name: 'a-view-knows-no-other-view',
      comment:
        'What two views need belongs into renderer/design, renderer/charts, renderer/stores or renderer/formats.',
      severity: 'error',
      from: { path: '^renderer/views/([^/]+)/' },
      to: { path: '^renderer/views/', pathNot: '^renderer/views/$1/' },
    },
    onlyFrom(
      'electron-in-its-host-only',
      'node_modules/electron/',
      '^(electron|tests/app|tools)/',
      'Electron is one host among others: what the app needs of it belongs into contract/shell.ts.',
    ),
    {
      name: 'hosts-do-not-know-each-other',
      comment: 'What both hosts need to serve the engine belongs into engine/process or engine/serving.',
      severity: 'error',
      from: { path: '^(headless|electron)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(headless|electron|renderer)/', pathNot: '^$1/' },
    },
    onlyFrom(
      'terminal-library-in-headless-only',
      'node_modules/commander/',
      '^headless/',
      'The command line lives in headless/.',
    ),
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or hide a third that both need.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'The import leads nowhere: a typing error, or a package that is not in package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'default'] },
  },
};
