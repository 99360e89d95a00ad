import tseslint from 'typescript-eslint';

// Each invariant of docs/architecture.md has its rule here.
const noEditor = {
  group: ['vscode', 'vscode-*', 'vscode/*', '!vscode-languageserver-types'],
  message: 'The core does not know the editor.',
};
const noNode = {
  group: ['node:*', 'fs', 'path', 'os', 'child_process'],
  message: 'The core does not know the machine.',
};
const noPackages = (...except) => ({
  regex: `^(?!\\.|${except.map((name) => `${name}$`).join('|') || '\\.'})`,
  message: 'This layer has no dependencies.',
});
/** Layers, first to last: a layer imports itself and what stands before it. */
const layers = ['protocol', 'config', 'simulator', 'analysis', 'rules', 'project', 'features'];
const later = (layer) => ({
  group: [...layers.slice(layers.indexOf(layer) + 1), 'server', 'node', 'browser', 'cli'].flatMap((name) => [
    `**/${name}`,
    `**/${name}.ts`,
    `**/${name}/**`,
  ]),
  message: `The data flows one way: nothing after ${layer} may be imported here.`,
});
const layer = (name, files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [noEditor, noNode, later(name), ...patterns] }] },
});

/** No clock, no chance: the same text always gives the same answer. */
const pure = [
  'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
  'CallExpression[callee.object.name="Date"]',
  'NewExpression[callee.name="Date"]',
].map((selector) => ({ selector, message: 'The core is pure.' }));

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '**/*.mjs', '**/*.d.mts', 'vitest.config.ts'] },
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  layer('config', ['server/src/config/**'], noPackages()),
  layer('simulator', ['server/src/simulator/**'], noPackages('valibot', 'jsonc-parser')),
  layer('analysis', ['server/src/analysis.ts'], noPackages()),
  layer('rules', ['server/src/rules/**'], noPackages()),
  layer('project', ['server/src/project/**'], noPackages('valibot', 'jsonc-parser')),
  layer('features', ['server/src/features/**'], noPackages('vscode-languageserver-types')),
  layer('protocol', ['server/src/protocol.ts'], noPackages()),
  {
    files: ['server/src/{config,simulator,rules,project,features}/**', 'server/src/{analysis,protocol}.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'console',
        'setTimeout',
        'setImmediate',
        'require',
        '__dirname',
      ],
      'no-restricted-syntax': ['error', ...pure],
    },
  },
  {
    files: ['server/src/config/{syntax,reader,building,interpolation,python,python2,python3,templates,whitespace}.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...pure,
        { selector: 'ThrowStatement', message: 'Reading returns its problems; it never throws.' },
      ],
    },
  },
  {
    files: ['client/src/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: 'server/src/(?!protocol\\.ts$)', message: 'The client knows the server by its protocol alone.' },
          ],
        },
      ],
    },
  },
  {
    files: ['client/view/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            noEditor,
            noNode,
            { regex: 'server/src/(?!protocol\\.ts$)', message: 'The view knows results, not rules.' },
          ],
        },
      ],
    },
  },
  { files: ['server/src/cli/**', 'test/**'], rules: { 'no-console': 'off' } },
);
