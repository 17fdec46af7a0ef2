import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { type Account, type Person, type PublicProfile, REGISTERED_ONLY, userPrefixQuery } from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { UsersService } from './users.service';

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  byPrefix(@Query() query: unknown): Promise<Person[]> {
    return this.users.byPrefix(parseRequest(userPrefixQuery, query));
  }

  @Get('by-cognito-id/:id')
  byCognitoId(@Param('id') id: string, @Query('registered') registered: unknown): Promise<Account> {
    return registered === REGISTERED_ONLY.registered ? this.users.registered(id) : this.users.byCognitoId(id);
  }

  @Get('by-handle/:handle')
  byHandle(@Param('handle') handle: string): Promise<Person> {
    return this.users.byHandle(handle);
  }

  @Get('by-handle/:handle/profile')
  publicProfile(@Param('handle') handle: string): Promise<PublicProfile> {
    return this.users.publicProfile(handle);
  }

  @Delete(':uuid')
  @HttpCode(204)
  delete(@Param('uuid') uuid: string): Promise<void> {
    return this.users.delete(uuid);
  }
}
