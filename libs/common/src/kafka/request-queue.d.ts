/** A part of kafkajs that it does not export: the requests of one connection, and their timers. */
declare module 'kafkajs/src/network/requestQueue' {
  export = class RequestQueue {
    pending: unknown[];
    inflight: Map<number, { sentAt: number; requestTimeout: number; timeoutRequest(): void }>;
    requestTimeout: number;
    enforceRequestTimeout: boolean;
    requestTimeoutIntervalId: NodeJS.Timeout | undefined;
    constructor(options: object);
    isConnected(): boolean;
    push(request: { entry: object; expectResponse: boolean; sendRequest: () => void }): void;
    fulfillRequest(response: { correlationId: number; payload: Buffer; size: number }): void;
    scheduleRequestTimeoutCheck(): void;
    scheduleCheckPendingRequests: (this: RequestQueue) => void;
    destroy(): void;
  };
}
