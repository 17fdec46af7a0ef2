import { constants } from 'node:zlib';
import compress, { type FastifyCompressOptions } from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { RouteOptions } from 'fastify';
import { hasOwnTag } from '../answers/own-tag';

/** Below, the headers of a packet weigh more than what is spared. */
const THRESHOLD_BYTES = 1_024;
/** Beyond, the work goes to another thread. */
const AT_ONCE_BYTES = 128 * 1_024;

/**
 * Fast settings: of a page of 50 messages they leave a quarter, for a tenth of a millisecond. Brotli of the same size takes
 * twice that, and is for callers that take nothing else.
 */
const OPTIONS: FastifyCompressOptions = {
  encodings: ['gzip', 'br', 'deflate'],
  threshold: THRESHOLD_BYTES,
  syncThreshold: AT_ONCE_BYTES,
  zlibOptions: { level: 4 },
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  // A body that is compressed is refused: its size is known only when it has been unpacked.
  globalDecompression: false,
};

/** Compresses the answers of the routes that are added from now on. */
export async function compressAnswers(app: NestFastifyApplication): Promise<void> {
  const instance = app.getHttpAdapter().getInstance();
  instance.addHook('onRoute', leaveTagged);
  await app.register(compress, OPTIONS);
  instance.addHook('onRoute', measureHeadLast);
}

/** One strong tag, one form of the bytes. */
function leaveTagged(route: RouteOptions): void {
  if (hasOwnTag(route)) route.compress = false;
}

/** An answer to HEAD has the length of the one to GET, so Fastify measures it and drops it behind the compression. */
function measureHeadLast(route: RouteOptions): void {
  if (route.method === 'HEAD' && Array.isArray(route.onSend)) route.onSend.reverse();
}
