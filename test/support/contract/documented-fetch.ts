import { DocumentedAnswers } from './documented-answers';

type Fetch = (address: string, init?: RequestInit) => Promise<Response>;

const documented = new DocumentedAnswers();

/** A `fetch` whose answers are held against the document. An answer of the gateway that is not as docs/openapi.json says is an error. */
export const documentedFetch = (fetch: Fetch = globalThis.fetch): typeof globalThis.fetch => {
  return async (address, init = {}) => {
    if (address instanceof Request) throw new Error('the check knows addresses alone');
    const url = new URL(address);
    const answer = await fetch(url.href, init);
    const deviation = documented.deviation({
      method: init.method ?? 'GET',
      path: `${url.pathname}${url.search}`,
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: await answer.clone().text(),
    });
    if (deviation !== undefined) throw new Error(`not as documented: ${deviation}`);
    return answer;
  };
};

/** Asks the gateway as any client does. */
export const ask = documentedFetch();
