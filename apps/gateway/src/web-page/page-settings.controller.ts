import { Controller, Get, Inject } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { OPEN } from '../auth/open';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { type PageSettings, presentPageSettings } from './web-page.presenter';

/** What the page reads first. */
@Controller()
export class PageSettingsController {
  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  @RouteConfig(OPEN)
  @Get('config.json')
  settings(): PageSettings {
    return presentPageSettings(this.config);
  }
}
