import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '@local-stack/settings/project';

interface Workflow {
  jobs: Record<string, { strategy?: { matrix: { node: number[] } }; steps: { run?: string }[] }>;
}

const read = (file: string): string => readFileSync(join(PROJECT_ROOT, file), 'utf8');

describe('the workflow of CI', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as Workflow;

  it('runs every command by which the README tests', () => {
    const [, section] = /^## Test it$([^]*?)^## /m.exec(read('README.md'))!;
    const commands = [...section!.matchAll(/^```sh\n([^]*?)\n```$/gm)].map(([, command]) => command);
    expect(commands).toHaveLength(2);
    const runs = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run }) => run));
    expect(runs).toEqual(expect.arrayContaining(commands));
  });

  it('tests on the oldest Node that is supported, on that of the image, and on those between', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    const [, oldest] = /^>=(\d+)/.exec(engines.node)!;
    const [, ofTheImage] = /^ARG NODE_IMAGE=node:(\d+)/m.exec(read('Dockerfile'))!;
    expect(read('.nvmrc').trim()).toBe(ofTheImage);
    const tested = jobs['test']!.strategy!.matrix.node;
    expect(Math.min(...tested)).toBe(Number(oldest));
    expect(tested).toEqual(expect.arrayContaining([Number(oldest), 22, Number(ofTheImage)]));
  });
});
