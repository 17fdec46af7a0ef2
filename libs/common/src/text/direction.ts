const POP_FORMATTING = '\u202c';
const POP_ISOLATE = '\u2069';

/** What begins an embedding, an override or an isolate, and what ends it. */
const END: Record<string, string> = {
  '\u202a': POP_FORMATTING,
  '\u202b': POP_FORMATTING,
  '\u202d': POP_FORMATTING,
  '\u202e': POP_FORMATTING,
  '\u2066': POP_ISOLATE,
  '\u2067': POP_ISOLATE,
  '\u2068': POP_ISOLATE,
};

const CONTROL = /[\u202a-\u202e\u2066-\u2069]/;
const CONTROLS = new RegExp(CONTROL, 'g');

/** Whether the text turns the direction in which it, and what follows it, is shown. */
export const turnsDirection = (text: string): boolean => CONTROL.test(text);

/**
 * The text with everything ended that it begins, and without ends of what others have begun: so it changes nothing beside
 * it, wherever it is put. The end of an isolate ends what was begun inside it, as in Unicode's bidirectional algorithm.
 */
export function balanceDirection(text: string): string {
  if (!turnsDirection(text)) return text;
  const awaited: string[] = [];
  const balanced = text.replace(CONTROLS, (control) => {
    const end = END[control];
    if (end !== undefined) awaited.push(end);
    else if (!endsOne(awaited, control)) return '';
    return control;
  });
  return balanced + awaited.reverse().join('');
}

/** An embedding is ended only inside the isolate in which it was begun. */
function endsOne(awaited: string[], control: string): boolean {
  const at = control === POP_ISOLATE ? awaited.lastIndexOf(POP_ISOLATE) : awaited.length - 1;
  if (awaited[at] !== control) return false;
  awaited.length = at;
  return true;
}
