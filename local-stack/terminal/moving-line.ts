const BACK_TO_AN_EMPTY_LINE = '\r\u001b[K';

/** A line of a terminal that says how far something is, and in the end is not there any more; elsewhere nothing. */
export class MovingLine {
  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  show(text: string): void {
    if (this.stream.isTTY) this.stream.write(BACK_TO_AN_EMPTY_LINE + text);
  }

  end(): void {
    this.show('');
  }
}
