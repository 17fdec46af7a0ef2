const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** What a time is compared as. */
const A_TIME = 'a time';

/** What happens to be told, and from where to ask on. */
const PASSING = new Set(['events', 'cursor']);

/** What stands on a real system for the uuids of the examples: learned from answers, the same from then on. */
export class LiveValues {
  private readonly byExample = new Map<string, string>();

  /** What an example says, for this system: with what is known of it. */
  request<Value>(documented: Value): Value {
    const text = JSON.stringify(documented ?? null).replaceAll(UUID, (uuid) => this.byExample.get(uuid) ?? uuid);
    return JSON.parse(text) as Value;
  }

  /** The documented and the live answer in a form that is equal where they say the same. */
  comparable(documented: unknown, live: unknown): [unknown, unknown] {
    this.learn(documented, live);
    return [withoutTimes(this.request(documented)), withoutTimes(live)];
  }

  private learn(documented: unknown, live: unknown): void {
    if (isUuid(documented) && isUuid(live) && !this.byExample.has(documented)) this.byExample.set(documented, live);
    if (!isObject(documented) || !isObject(live)) return;
    for (const [key, value] of Object.entries(documented)) this.learn(value, live[key]);
  }
}

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && value.replace(UUID, '') === '' && value !== '';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function withoutTimes(value: unknown): unknown {
  if (typeof value === 'string') return TIME.test(value) ? A_TIME : value;
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, PASSING.has(key) ? `its ${key}` : withoutTimes(inner)]),
  );
}
