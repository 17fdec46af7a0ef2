import { onOwnDynamoDb } from '../../support/own-dynamodb';

/* Of every file of fault tests. */
onOwnDynamoDb();
