import { Injectable } from '@nestjs/common';

/** The present, passed in so that tests can fix it. */
export abstract class Clock {
  abstract now(): Date;
}

@Injectable()
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
