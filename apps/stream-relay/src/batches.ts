import type { Publication } from './publication';

export interface Batch {
  publications: Publication[];
  bytes: number;
}

const MAX_PUBLICATIONS = 500;
/** Half of what a broker takes at once by default, and all of a batch may go to one partition. */
const MAX_BYTES = 512 * 1024;
/** About what headers, key and framing add to a value. */
const OVERHEAD_BYTES = 512;

/** Cuts publications into batches that Kafka takes; what is too large for any batch has one of its own. */
export function splitIntoBatches(publications: Publication[]): Batch[] {
  const batches: Batch[] = [];
  for (const publication of publications) {
    const single = { publications: [publication], bytes: bytesOf(publication) };
    const last = batches.at(-1);
    if (last && fitTogether(last, single)) add(last, single);
    else batches.push(single);
  }
  return batches;
}

/** The batches from the front of a queue that go together into one. */
export function frontOf<Queued extends Batch>([first, ...others]: [Queued, ...Queued[]]): Queued[] {
  const total = { publications: [...first.publications], bytes: first.bytes };
  const front = [first];
  for (const batch of others) {
    if (!fitTogether(total, batch)) break;
    add(total, batch);
    front.push(batch);
  }
  return front;
}

const bytesOf = ({ record }: Publication): number => Buffer.byteLength(record.value) + OVERHEAD_BYTES;

const fitTogether = (one: Batch, other: Batch): boolean =>
  one.publications.length + other.publications.length <= MAX_PUBLICATIONS && one.bytes + other.bytes <= MAX_BYTES;

function add(total: Batch, batch: Batch): void {
  total.publications.push(...batch.publications);
  total.bytes += batch.bytes;
}
