/** Where it happened, or how the runtime said farewell: not why. */
const FRAME = /^\s*(at |\.\.\. \d+ |Node\.js v\d|throw |\^|[{}\]),;]+\s*$)/;
const FAILURE = /\b(error|exception|fatal|panic|caused by|cannot|could not)\b/i;

/** Of the lines that a process has left behind, the one that says why it ended; the last word where none does. */
export function tellingLine(lines: string[]): string | undefined {
  const said = lines.filter((line) => line.trim() !== '' && !FRAME.test(line));
  return (said.findLast((line) => FAILURE.test(line)) ?? said.at(-1) ?? lines.at(-1))?.trim();
}
