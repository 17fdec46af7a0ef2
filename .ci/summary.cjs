// What .ci/run says at its end: the seconds of its parts, its slowest files, and in the last line how many tests there were.
const { existsSync, readFileSync } = require('node:fs');
const { relative } = require('node:path');

const SLOWEST = 10;
const [parts, ...results] = process.argv.slice(2);

const resultsOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] });

/** In the order of .ci/run, `npm test` first; each file is followed by the status of its command. */
const suites = results.flatMap((file, at) => (at % 2 === 0 ? [{ ...resultsOf(file), status: results[at + 1] }] : []));
const [all] = suites;

/** A suite that cannot run, a lint error or a type error is a failure too, though no test has failed. */
function countsOf({ numPassedTests = 0, numFailedTests = 0, numRuntimeErrorTestSuites = 0, status }) {
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: status !== '0' && failed === 0 ? 1 : failed };
}

const tell = (ms, what) => console.log(`${String(Math.round(ms / 1_000)).padStart(6)} s  ${what}`);

console.log('the parts:');
for (const line of readFileSync(parts, 'utf8').trimEnd().split('\n')) {
  const [name, since, until] = line.split('\t');
  tell((until - since) * 1_000, name);
  if (name === 'npm test' && all.startTime)
    tell(all.startTime - since * 1_000, '  before its tests: formatting, lint, types, build');
}

console.log('the slowest files:');
const files = suites.flatMap(({ testResults }) => testResults);
const slowest = files.map(({ name, startTime, endTime }) => ({ name, ms: endTime - startTime }));
for (const { name, ms } of slowest.toSorted((one, other) => other.ms - one.ms).slice(0, SLOWEST)) {
  tell(ms, relative(process.cwd(), name));
}

const counts = suites.map(countsOf);
const sum = (kind) => counts.reduce((total, each) => total + each[kind], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
