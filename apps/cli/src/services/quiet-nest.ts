import { Logger } from '@nestjs/common';

/** What the classes of services would log, as the Kafka client's, is not for whoever runs a command. */
Logger.overrideLogger(false);
