import stringWidth from 'string-width';
import { styled } from '@local-stack/terminal/terminal';
import { printable } from './printable';

export type Cell = string | number | null | undefined;

const GAP = '  ';

/** Columns as wide as what is in them, whatever that is; each row is one line, and nothing is cut off. */
export function formatTable(head: string[], rows: Cell[][]): string {
  const texts = rows.map((row) => row.map(toText));
  const widths = texts.reduce(widened, widthsOf(head));
  return [headLine(head, widths), ...texts.map((row) => line(row, widths))].join('\n');
}

export const printTable = (head: string[], rows: Cell[][]): void => console.log(formatTable(head, rows));

/** A table whose rows are printed as soon as they are known. A column widens where a cell does not fit. */
export class GrowingTable {
  private widths: number[] | undefined;

  constructor(private readonly head: string[]) {}

  print(row: Cell[]): void {
    const texts = row.map(toText);
    const isFirst = this.widths === undefined;
    this.widths = widened(this.widths ?? widthsOf(this.head), texts);
    if (isFirst) console.log(headLine(this.head, this.widths));
    console.log(line(texts, this.widths));
  }

  /** Without a row it is its head. */
  end(): void {
    if (!this.widths) console.log(headLine(this.head, widthsOf(this.head)));
  }
}

const widthsOf = (texts: string[]): number[] => texts.map((text) => stringWidth(text));

const widened = (widths: number[], texts: string[]): number[] =>
  widths.map((width, column) => Math.max(width, stringWidth(texts[column] ?? '')));

const line = (texts: string[], widths: number[]): string =>
  texts
    .map((text, column) => pad(text, widths[column]!))
    .join(GAP)
    .trimEnd();

const headLine = (head: string[], widths: number[]): string => styled('bold', line(head, widths));

const toText = (cell: Cell): string => printable(String(cell ?? '-'));

/** `padEnd` would count code units; a character may take several of them and two places. */
const pad = (text: string, width: number): string => text + ' '.repeat(width - stringWidth(text));
