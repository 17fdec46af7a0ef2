import stringWidth from 'string-width';
import { printable } from './printable';
import { styled } from './terminal';

export type Cell = string | number | null | undefined;

const GAP = '  ';

/** Columns as wide as what is in them, whatever that is; each row is one line, and nothing is cut off. */
export function formatTable(head: string[], rows: Cell[][]): string {
  const texts = [head, ...rows.map((row) => row.map(toText))];
  const widths = head.map((_, column) => Math.max(...texts.map((row) => stringWidth(row[column] ?? ''))));
  const [title = '', ...lines] = texts.map((row) => row.map((text, column) => pad(text, widths[column]!)).join(GAP));
  return [styled('bold', title.trimEnd()), ...lines.map((line) => line.trimEnd())].join('\n');
}

export const printTable = (head: string[], rows: Cell[][]): void => console.log(formatTable(head, rows));

const toText = (cell: Cell): string => printable(String(cell ?? '-'));

/** `padEnd` would count code units; a character may take several of them and two places. */
const pad = (text: string, width: number): string => text + ' '.repeat(width - stringWidth(text));
