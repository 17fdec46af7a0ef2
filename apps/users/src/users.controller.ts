import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import { UsersService } from './users.service';

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get('by-cognito-id/:id')
  byCognitoId(@Param('id') id: string): Promise<Person> {
    return this.users.byCognitoId(id);
  }

  @Get('by-handle/:handle')
  byHandle(@Param('handle') handle: string): Promise<Person> {
    return this.users.byHandle(handle);
  }

  @Delete(':uuid')
  @HttpCode(204)
  delete(@Param('uuid') uuid: string): Promise<void> {
    return this.users.delete(uuid);
  }
}
