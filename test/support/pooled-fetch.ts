import type { Pool } from 'undici';

/** As `fetch` asks where the gateway is concerned, on the connections of a pool and at a fraction of its cost. */
export const pooledFetch =
  (pool: Pool) =>
  async (address: string, { method = 'GET', headers, body, signal }: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(address);
    const answer = await pool.request({
      method: method,
      path: `${pathname}${search}`,
      headers: Object.fromEntries(new Headers(headers)),
      body: typeof body === 'string' ? body : null,
      signal: signal ?? null,
    });
    const told = Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return new Response(await answer.body.text(), { status: answer.statusCode, headers: told });
  };
