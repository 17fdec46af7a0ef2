import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@app/common/errors';
import { OPEN } from '../auth/open';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { pagePolicy } from '../files/page-policy';
import { BuiltPage } from './built-page';
import { signInOrigin } from './web-page.presenter';

/** Names change with contents, so what has been read once need never be asked for again. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The page to chat in. */
@Controller()
export class WebPageController {
  private readonly policy: string;

  constructor(
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
    private readonly built: BuiltPage,
  ) {
    this.policy = pagePolicy(signInOrigin(config));
  }

  @RouteConfig(OPEN)
  @Get()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.built.index) throw new DomainError('not_found');
    reply.headers({ 'cache-control': 'no-cache', 'content-security-policy': this.policy });
    await this.built.index.sendIfChanged(request, reply);
  }

  @RouteConfig(OPEN)
  @Get('assets/:file')
  async asset(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const file = this.built.assets.get(name);
    if (!file) throw new DomainError('not_found');
    reply.header('cache-control', FOR_EVER);
    await file.send(request, reply);
  }
}
