import { styleText } from 'node:util';

type Style = 'bold' | 'red';

/** Coloured on a terminal alone, and there unless NO_COLOR asks for none. */
export const styled = (style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string =>
  stream.isTTY && stream.hasColors() ? styleText(style, text) : text;

/** A remark for the person, beside the answer, so that the answer alone can be piped on. */
export const note = (line: string): void => void process.stderr.write(`${line}\n`);
