/**
 * Runs the benches that need no container, one after the other, and writes what they print between the markers of
 * docs/performance.md. BENCH_BESIDE=<another checkout> has them take turns with that one where they can.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '@local-stack/settings/project';

const BENCHES = [
  'send',
  'former',
  'read',
  'changes',
  'groups',
  'lag',
  'live',
  'idle',
  'comeback',
  'relay',
  'put',
  'all-in-one',
  'catch-up',
];
const PAGE = join(PROJECT_ROOT, 'docs/performance.md');
const [BEGIN, END] = ['<!-- figures: npm run bench writes them -->', '<!-- end of figures -->'];

/** @returns what it printed. */
async function run(bench: string): Promise<string> {
  process.stderr.write(`--- ${bench}\n`);
  const child = spawn(process.execPath, [join(__dirname, `${bench}.js`)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number];
  if (status !== 0) throw new Error(`bench:${bench} ended with ${status}:\n${printed}`);
  process.stdout.write(printed);
  return `bench:${bench}\n${printed.trimEnd()}`;
}

function conditions(): string {
  const [cpu] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `Taken on ${day} with Node ${process.versions.node}, ${cpus().length} cores, ${cpu?.model.trim()}.`;
}

function writeFigures(figures: string[]): void {
  const page = readFileSync(PAGE, 'utf8');
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} lacks the markers of the figures`);
  const text = `${conditions()}\n\n\`\`\`text\n${figures.join('\n\n')}\n\`\`\``;
  writeFileSync(PAGE, `${before}${BEGIN}\n\n${text}\n\n${END}${after}`);
}

async function main(): Promise<void> {
  const chosen = process.argv.slice(2);
  const figures: string[] = [];
  for (const bench of chosen.length > 0 ? chosen : BENCHES) {
    figures.push(await run(bench));
    writeFigures(figures);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
