import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@app/common/errors';
import { OPEN } from '../auth/open';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { DocumentFile } from '../files/document-file';
import { pagePolicy } from '../files/page-policy';
import { openApiDocument } from '../openapi/document';
import { PAGE, PAGE_FILES } from './page-files';

const DOCUMENT = new DocumentFile('application/json; charset=utf-8', () =>
  Promise.resolve(Buffer.from(JSON.stringify(openApiDocument()))),
);

/** The contract, for programs and for people. */
@Controller()
export class ApiDocsController {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  @RouteConfig(OPEN)
  @Get('openapi.json')
  async document(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await DOCUMENT.send(request, reply);
  }

  @RouteConfig(OPEN)
  @Get('docs')
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.header('content-security-policy', pagePolicy(this.config.API_DOCS_SIGN_IN_URL));
    await PAGE.send(request, reply);
  }

  /** Where the page signs people in. */
  @RouteConfig(OPEN)
  @Get('docs/settings.json')
  settings(): { sign_in: { endpoint: string; client_id: string | undefined } | null } {
    const { API_DOCS_SIGN_IN_URL: endpoint, AUTH_CLIENT_IDS } = this.config;
    return { sign_in: endpoint === undefined ? null : { endpoint, client_id: AUTH_CLIENT_IDS[0] } };
  }

  @RouteConfig(OPEN)
  @Get('docs/:file')
  async file(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const file = PAGE_FILES.get(name);
    if (!file) throw new DomainError('not_found');
    reply.header('cache-control', 'public, max-age=3600');
    await file.send(request, reply);
  }
}
