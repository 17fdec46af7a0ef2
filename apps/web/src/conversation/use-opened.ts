import type { LiveStore } from '@cruddur/client';
import { useEffect, useState } from 'react';
import { helpOf } from '../ui/help-of';

export interface Opened {
  /** How far one had read when it was opened. */
  readUpTo?: number;
  /** Why it cannot be opened. */
  fault?: string;
}

/** Opens a conversation for as long as it is shown; undefined until it is open. */
export function useOpened(store: LiveStore, groupUuid: string): Opened | undefined {
  const [opened, setOpened] = useState<Opened>();
  useEffect(() => {
    let isLeft = false;
    store.open(groupUuid).then(
      ({ last_read_number }) => !isLeft && setOpened({ readUpTo: last_read_number }),
      (error: unknown) => !isLeft && setOpened({ fault: helpOf(error) }),
    );
    return () => {
      isLeft = true;
      setOpened(undefined);
      store.close(groupUuid);
    };
  }, [store, groupUuid]);
  return opened;
}
