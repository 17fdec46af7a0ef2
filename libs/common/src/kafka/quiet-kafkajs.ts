import RequestQueue from 'kafkajs/src/network/requestQueue';

const TIME_LIMITS_CHECKED_EVERY_MS = 1_000;

/**
 * Takes two timers from kafkajs 2.2.4 that keep an idle process busy; loading this module is enough.
 *
 * It looks for requests that wait a thousand times a second on every connection, also where none does, with a negative
 * time that Node warns of (tulios/kafkajs#1751). And it looks ten times a second for requests that took too long, whose
 * limit is half a minute.
 */
const { prototype } = RequestQueue;
const { scheduleCheckPendingRequests } = prototype;

prototype.scheduleCheckPendingRequests = function (): void {
  if (this.pending.length > 0) scheduleCheckPendingRequests.call(this);
};

prototype.scheduleRequestTimeoutCheck = function (): void {
  if (!this.enforceRequestTimeout) return;
  this.destroy();
  const everyMs = Math.min(this.requestTimeout, TIME_LIMITS_CHECKED_EVERY_MS);
  this.requestTimeoutIntervalId = setInterval(() => endLateRequests(this), everyMs);
};

function endLateRequests(queue: RequestQueue): void {
  for (const request of [...queue.inflight.values()]) {
    if (Date.now() - request.sentAt > request.requestTimeout) request.timeoutRequest();
  }
  if (!queue.isConnected()) queue.destroy();
}
