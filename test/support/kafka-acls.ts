import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, type AclEntry, ResourcePatternTypes } from 'kafkajs';
import { statementsOf } from '../../ops/iam/policies';

const { TOPIC, GROUP, CLUSTER } = AclResourceTypes;
const { READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS, IDEMPOTENT_WRITE } = AclOperationTypes;

/** What each of IAM's actions is as an ACL; to connect needs none. */
const RIGHTS: Record<string, [AclResourceTypes, AclOperationTypes]> = {
  DescribeTopic: [TOPIC, DESCRIBE],
  DescribeTopicDynamicConfiguration: [TOPIC, DESCRIBE_CONFIGS],
  ReadData: [TOPIC, READ],
  WriteData: [TOPIC, WRITE],
  DescribeGroup: [GROUP, DESCRIBE],
  AlterGroup: [GROUP, READ],
  WriteDataIdempotently: [CLUSTER, IDEMPOTENT_WRITE],
};

/** The rights on Kafka in a service's policy, for the Kafka user of its name. */
export const aclsOf = (service: string): AclEntry[] =>
  statementsOf(service).flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => {
      const right = RIGHTS[action.replace('kafka-cluster:', '')];
      return right ? Resource.map((arn) => aclOf(service, right, arn.split('/').at(-1)!)) : [];
    }),
  );

function aclOf(
  service: string,
  [resourceType, operation]: [AclResourceTypes, AclOperationTypes],
  name: string,
): AclEntry {
  const isPrefix = resourceType !== CLUSTER && name.endsWith('*');
  return {
    resourceType,
    resourceName: resourceType === CLUSTER ? 'kafka-cluster' : name.replace(/\*$/, ''),
    resourcePatternType: isPrefix ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
    principal: `User:${service}`,
    host: '*',
    operation,
    permissionType: AclPermissionTypes.ALLOW,
  };
}
