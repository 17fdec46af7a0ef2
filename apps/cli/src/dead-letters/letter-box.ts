import { DEAD_LETTER_KEEPERS, deadLetterTopic, type Topic } from '@app/common/events';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';

/** A dead letter topic, as it is called without a prefix. */
export interface LetterBox {
  name: string;
  /** The service that keeps its dead letters there. */
  keeper: string;
  /** Where they came from, and go back to. */
  topic: Topic;
}

const LETTER_BOXES: LetterBox[] = DEAD_LETTER_KEEPERS.map(({ topic, keeper }) => ({
  name: deadLetterTopic(topic, keeper),
  keeper,
  topic,
}));

/** All of them, or the one of this name. */
export function letterBoxes(name?: string): LetterBox[] {
  const boxes = LETTER_BOXES.filter((box) => name === undefined || box.name === name);
  if (boxes.length > 0) return boxes;
  const names = LETTER_BOXES.map((box) => box.name).join(', ');
  throw new CliError(`there is no dead letter topic ${name}; there are ${names}`, { exitCode: EXIT.notFound });
}
