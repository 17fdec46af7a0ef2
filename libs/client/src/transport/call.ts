/** A success. Lists tell by the header `Link` where they go on; `CruddurClient.pages` follows it. */
export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface CallOptions {
  /** Gives the call up. What it asks for may be done nevertheless. */
  signal?: AbortSignal | undefined;
  /** How long the service is asked to wait before it answers. */
  waitMs?: number | undefined;
}

/** Makes a call: `request` has its body, and by their names what goes into its path, headers and query. */
export type MakeCall = <Body>(
  method: string,
  path: string,
  request: object,
  options?: CallOptions,
) => Promise<Answer<Body>>;
