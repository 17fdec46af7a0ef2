import type { Publication } from './publication';

export interface Batch {
  publications: Publication[];
  bytes: number;
}

/** A page of the stream. */
const MAX_PUBLICATIONS = 1_000;
/** Somewhat less than a broker takes at once by default, and all of a batch may go to one partition. */
const MAX_BYTES = 900 * 1024;
/** About what headers, key and framing add to a value. */
const OVERHEAD_BYTES = 512;

/** Cuts publications into batches that Kafka takes; what is too large for any batch has one of its own. */
export function splitIntoBatches(publications: Publication[]): Batch[] {
  const batches: Batch[] = [];
  let last: Batch | undefined;
  for (const publication of publications) {
    const bytes = bytesOf(publication);
    if (!last || last.publications.length === MAX_PUBLICATIONS || last.bytes + bytes > MAX_BYTES) {
      batches.push((last = { publications: [], bytes: 0 }));
    }
    last.publications.push(publication);
    last.bytes += bytes;
  }
  return batches;
}

/** The batches from the front of a queue that go together into one. */
export function frontOf<Queued extends Batch>(queue: Queued[]): Queued[] {
  let [count, publications, bytes] = [0, 0, 0];
  for (const batch of queue) {
    publications += batch.publications.length;
    bytes += batch.bytes;
    if (count > 0 && (publications > MAX_PUBLICATIONS || bytes > MAX_BYTES)) break;
    count += 1;
  }
  return queue.slice(0, count);
}

const bytesOf = ({ record }: Publication): number => Buffer.byteLength(record.value) + OVERHEAD_BYTES;
