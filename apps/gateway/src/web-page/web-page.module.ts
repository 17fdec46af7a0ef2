import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { PROJECT_ROOT } from '../files/project-root';
import { BuiltPage, WEB_FOLDER } from './built-page';
import { PageSettingsController } from './page-settings.controller';
import { STACK_SOCKET, StackStatus } from './stack-status';
import { StackStatusController } from './stack-status.controller';
import { WebPageController } from './web-page.controller';

export const USUAL_WEB_FOLDER = join(PROJECT_ROOT, 'dist/web');

/** The page at `/`, and what it reads beside the API. */
@Module({})
export class WebPageModule {
  static register(config: GatewayConfig, folder: string): DynamicModule {
    const { WEB_STACK_SOCKET } = config;
    const hasStack = WEB_STACK_SOCKET !== undefined;
    return {
      module: WebPageModule,
      controllers: [WebPageController, PageSettingsController, ...(hasStack ? [StackStatusController] : [])],
      providers: [
        { provide: GATEWAY_CONFIG, useValue: config },
        { provide: WEB_FOLDER, useValue: folder },
        BuiltPage,
        ...(hasStack ? [{ provide: STACK_SOCKET, useValue: WEB_STACK_SOCKET }, StackStatus] : []),
      ],
    };
  }
}
