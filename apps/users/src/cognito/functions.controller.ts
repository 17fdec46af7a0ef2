import { Body, Controller, HttpCode, Logger, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '@app/common/errors';
import { asDomainError } from '@app/common/http';
import { POST_CONFIRMATION_FUNCTION, postConfirmation } from './post-confirmation';
import { SignUps } from './sign-ups';

/** As Lambda describes an error that its function has thrown. */
interface FunctionError {
  errorType: string;
  errorMessage: string;
}

/** Lambda's Invoke API, so that cognito-local calls the trigger here as Cognito calls it on AWS. */
@Controller('2015-03-31/functions')
export class FunctionsController {
  private readonly logger = new Logger(FunctionsController.name);

  constructor(private readonly signUps: SignUps) {}

  @Post(':name/invocations')
  @HttpCode(200)
  async invoke(
    @Param('name') name: string,
    @Body() event: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (name !== POST_CONFIRMATION_FUNCTION) throw new DomainError('not_found', { detail: `no function ${name}` });
    try {
      return await postConfirmation(event, this.signUps);
    } catch (error) {
      reply.header('x-amz-function-error', 'Unhandled');
      return this.functionError(error);
    }
  }

  /** The pool goes on without the user, so somebody should know. */
  private functionError(thrown: unknown): FunctionError {
    const error = asDomainError(thrown);
    if (error.code === 'internal_error') this.logger.error(error);
    else this.logger.warn(`a confirmed sign-up was refused: ${error.codes.join(', ')}`);
    return { errorType: error.code, errorMessage: error.codes.join(', ') };
  }
}
