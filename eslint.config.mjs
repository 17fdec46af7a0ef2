import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import boundaries from './eslint-boundaries.cjs';

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      'libs/client/build.js',
      'libs/client/src/generated',
      'coverage',
      '.cruddur',
      'node_modules',
      'apps/cli/bin',
      '**/*.cjs',
    ],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['examples/**/*.js', 'test/support/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(['process', 'console', 'fetch', 'URL'].map((name) => [name, 'readonly'])),
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { cruddur: { rules: { boundaries } } },
    rules: { 'cruddur/boundaries': 'error' },
  },
  {
    files: ['apps/gateway/page/*.js'],
    languageOptions: { sourceType: 'script', globals: { document: 'readonly', fetch: 'readonly' } },
  },
  {
    // So that several applications can live in one process, each with its own series.
    files: ['**/*.ts', '**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'NewExpression[callee.name=/^(Counter|Gauge|Histogram|Summary)$/]:not(:has(Property[key.name="registers"]))',
          message: 'Name the registry of the application: without one the metric is of the whole process.',
        },
        {
          selector: 'ImportDeclaration[source.value="prom-client"] ImportSpecifier[imported.name="register"]',
          message: 'Use the registry of the application.',
        },
      ],
    },
  },
  {
    // It runs in browsers too.
    files: ['libs/client/src/**/*.ts'],
    ignores: ['libs/client/src/{node,for-tests}/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '^[^.]', message: 'The client needs no package.' }] }],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'module', 'setImmediate', '__dirname'],
    },
  },
  {
    // Leaving kafkajs is then a change of these files alone.
    files: ['apps/*/src/**/*.ts', 'libs/**/*.ts', 'bench/**/*.ts'],
    ignores: [
      'libs/common/{src,test}/{kafka,kafka-consumer}/**',
      'apps/stream-relay/src/publishing/{event-producers,remembering-partitioner}.ts',
      'apps/users/src/outbox/outbox-producer.ts',
      '**/*.spec.ts',
    ],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'kafkajs', message: 'Use @app/common/kafka.' }] }],
    },
  },
);
