const { dirname, join, relative } = require('node:path');

const ALIASES = { '@app/common/': 'libs/common/src/', '@local-stack/': 'local-stack/' };
/** Is published, and runs where nothing else of the repository is. */
const CLIENT = 'libs/client/src/';
/** The one app that runs others in its process. */
const ALL_IN_ONE = 'all-in-one';
/** Runs in browsers. */
const PAGE = 'web';

/**
 * Which part of the repository may import which: `libs` stands on nothing, and the client in it on itself alone; an app stands on `libs`; `local-stack` and
 * the command line also use what an app offers in its folder `admin`; the command line uses `local-stack`. Tests may
 * import what they test.
 * @type {import('eslint').Rule.RuleModule}
 */
module.exports = {
  meta: { type: 'problem', schema: [], messages: { crossed: '{{rule}}' } },
  create(context) {
    const from = relative(context.cwd, context.filename);
    const check = (source) => {
      if (typeof source?.value !== 'string') return;
      const rule = crossed(from, targetOf(from, source.value));
      if (rule) context.report({ node: source, messageId: 'crossed', data: { rule } });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
      TSExternalModuleReference: ({ expression }) => check(expression),
      'CallExpression[callee.name="require"]': ({ arguments: [source] }) => check(source),
    };
  },
};

/** The path of the imported file, from the root; undefined for a package. */
function targetOf(from, specifier) {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  const alias = Object.keys(ALIASES).find((each) => specifier.startsWith(each));
  return alias && join(ALIASES[alias], specifier.slice(alias.length));
}

/** What forbids the import; undefined where it is allowed. */
function crossed(from, to) {
  if (to === undefined) return undefined;
  const [importer, imported] = [appOf(from), appOf(to)];
  if (from.startsWith(CLIENT) && !isTest(from) && !to.startsWith(CLIENT)) return 'the client stands on itself alone';
  if (from.startsWith('libs/')) {
    return imported || to.startsWith('local-stack/') ? 'libs imports neither an app nor the local stack' : undefined;
  }
  if (importer === PAGE && imported !== PAGE && !(isTest(from) && to.startsWith('libs/')))
    return 'the page stands on the client alone';
  if (isTest(from)) return undefined;
  if (to.startsWith('local-stack/') && importer && importer !== 'cli')
    return 'only the command line imports the local stack';
  if (!imported || importer === imported) return undefined;
  if (importer === 'cli' || from.startsWith('local-stack/')) {
    return isFace(to) && imported !== 'cli' ? undefined : 'of an app, import only what is in its folder admin';
  }
  if (importer === ALL_IN_ONE) {
    return isWhole(to) ? undefined : 'of another app, import only its application and its variables';
  }
  return importer && 'no app imports another';
}

const appOf = (path) => /^apps\/([^/]+)\//.exec(path)?.[1];
const isFace = (path) => /^apps\/[^/]+\/src\/admin\//.test(path);
const isWhole = (path) => /(-application|\.config)$/.test(path);
const isTest = (path) => /^apps\/[^/]+\/test\/|^local-stack\/test\/|\.spec\.ts$/.test(path);
