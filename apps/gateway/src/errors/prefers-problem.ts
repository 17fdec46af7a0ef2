import { PROBLEM_TYPE } from './problem';

const CODES_TYPE = 'application/json';

/**
 * Whether `Accept` (RFC 9110, 12.5.1) asks for problems: it has to name them, and no other form of errors above them.
 * A range such as the star of all types names neither, and gets what has always been answered.
 */
export function prefersProblem(accept: string | undefined): boolean {
  const weights = weightsOf(accept ?? '');
  const named = weights.get(PROBLEM_TYPE) ?? 0;
  const codes = weights.get(CODES_TYPE) ?? weights.get('application/*') ?? weights.get('*/*') ?? 0;
  return named > 0 && named >= codes;
}

/** Media ranges in lower case, without their parameters; what is no range is left out. */
function weightsOf(accept: string): Map<string, number> {
  const weights = new Map<string, number>();
  for (const each of accept.toLowerCase().split(',')) {
    const [range = '', ...parameters] = each.split(';').map((part) => part.trim());
    const weight = weightOf(parameters);
    if (weight !== undefined) weights.set(range, Math.max(weight, weights.get(range) ?? 0));
  }
  return weights;
}

/** Of `q`, from 0 to 1 with at most three digits; undefined where it is another. */
function weightOf(parameters: string[]): number | undefined {
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(given) ? Number(given) : undefined;
}
