import { Injectable } from '@nestjs/common';
import { Watchdog } from '@app/common/process';
import { Relay } from './relay';

/** Ends the process when a part of the relay is stuck. */
@Injectable()
export class RelayWatchdog extends Watchdog {
  constructor(relay: Relay) {
    super(relay.signsOfLife());
  }
}
