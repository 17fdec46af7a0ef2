import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { PROJECT_ROOT } from '@local-stack/settings/project';

const COMMON = '@app/common/';

/**
 * Every request that the code of a service can make of AWS, as IAM calls it: from what its modules import of the SDK, and
 * what they call of our own clients.
 */
export function awsCallsOf(app: string): string[] {
  const calls = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023);
    for (const action of leanActionsOf(source)) calls.add(action);
    for (const { from, names } of importsOf(source)) {
      for (const name of names) for (const action of actionsOf(from, name)) calls.add(action);
      const next = fileOf(from, file);
      if (next) visit(next);
    }
  };
  visit(join(PROJECT_ROOT, 'apps', app, 'src/main.ts'));
  return [...calls].sort();
}

interface Import {
  from: string;
  names: string[];
}

/** What is imported or passed on; types are not. */
function importsOf({ statements }: ts.SourceFile): Import[] {
  return statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.moduleSpecifier) {
      return [{ from: textOf(statement.moduleSpecifier), names: [] }];
    }
    if (!ts.isImportDeclaration(statement) || statement.importClause?.isTypeOnly) return [];
    const bindings = statement.importClause?.namedBindings;
    const elements = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
    const names = elements.filter(({ isTypeOnly }) => !isTypeOnly).map((each) => (each.propertyName ?? each.name).text);
    return [{ from: textOf(statement.moduleSpecifier), names }];
  });
}

const textOf = (node: ts.Expression): string => (node as ts.StringLiteral).text;

function fileOf(from: string, importer: string): string | undefined {
  if (!from.startsWith('.') && !from.startsWith(COMMON)) return undefined;
  const path = from.startsWith(COMMON)
    ? join(PROJECT_ROOT, 'libs/common/src', from.slice(COMMON.length))
    : join(dirname(importer), from);
  return [`${path}.ts`, join(path, 'index.ts')].find(existsSync);
}

/** The service prefix of each client, and the items' names that the document client leaves out. */
const PREFIXES: Record<string, string> = {
  '@aws-sdk/lib-dynamodb': 'dynamodb',
  '@aws-sdk/client-dynamodb': 'dynamodb',
  '@aws-sdk/client-dynamodb-streams': 'dynamodb',
  '@aws-sdk/client-cognito-identity-provider': 'cognito-idp',
};
const ITEM_CALLS = new Set(['Get', 'Put', 'Update', 'Delete', 'BatchGet']);

function actionsOf(from: string, imported: string): string[] {
  const prefix = PREFIXES[from];
  const name = /^(?:(\w+)Command|paginate(\w+))$/.exec(imported);
  if (!prefix || !name) return [];
  const call = name[1] ?? name[2]!;
  if (call === 'TransactWrite') return inTransactions(prefix);
  return [`${prefix}:${call}${ITEM_CALLS.has(call) ? 'Item' : ''}`];
}

/** IAM knows no transaction, only what is in it: puts and updates, here. */
const inTransactions = (prefix: string): string[] => [`${prefix}:PutItem`, `${prefix}:UpdateItem`];

/** What the methods of our own clients ask for. */
const LEAN_CALLS: Record<string, string> = {
  getItem: 'GetItem',
  putItem: 'PutItem',
  updateItem: 'UpdateItem',
  deleteItem: 'DeleteItem',
  query: 'Query',
  batchGetItem: 'BatchGetItem',
  listStreams: 'ListStreams',
  describeStream: 'DescribeStream',
  getShardIterator: 'GetShardIterator',
  getRecords: 'GetRecords',
};
const LEAN_CLIENT = /^Lean\w+Client$/;

/** In modules that know one of these clients, every call of such a method is one of it. */
function leanActionsOf(source: ts.SourceFile): string[] {
  const actions: string[] = [];
  const isKnown = source.statements.some(
    (statement) => ts.isImportDeclaration(statement) && namesOf(statement).some((name) => LEAN_CLIENT.test(name)),
  );
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { text: method } = node.expression.name;
      const call = LEAN_CALLS[method];
      if (call) actions.push(`dynamodb:${call}`);
      if (method === 'transactWriteItems') actions.push(...inTransactions('dynamodb'));
    }
    node.forEachChild(visit);
  };
  if (isKnown) visit(source);
  return actions;
}

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
}
