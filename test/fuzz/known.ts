/** What of the stack a request may name. */
export interface Known {
  tokens: string[];
  /** One of the callers', and one of others. */
  groupUuids: string[];
}
