import type { FastifyReply } from 'fastify';
import { type PagesBeside, pagesBeside } from '@app/common/contracts';
import type { ServiceClient, ServiceRequest } from '@app/common/http';
import { passOn } from '../answers/pass-on';
import { type PageLinks, setLinks } from './link-header';

/** A page of a list, in the bytes that its service has written for the caller: nothing here reads them. */
export interface PublicPage {
  bytes: Buffer;
  beside: PagesBeside;
}

export async function readPage(
  service: ServiceClient,
  path: string,
  query: ServiceRequest['query'],
): Promise<PublicPage> {
  const { bytes, headers } = await service.fetch({ method: 'GET', path, query });
  return { bytes, beside: pagesBeside(headers) };
}

export function sendPage(reply: FastifyReply, page: PublicPage, links: PageLinks): void {
  setLinks(reply, links);
  passOn(reply, page);
}
