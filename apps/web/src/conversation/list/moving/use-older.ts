import type { LiveStore } from '@cruddur/client';
import { useCallback, useMemo, useRef, useState } from 'react';
import { helpOf } from '../../../ui/help-of';

export interface Older {
  hasMore: boolean;
  isLoading: boolean;
  /** Why no more can be loaded. */
  fault: string | undefined;
  /** Loads a page more, unless that goes on already. */
  load: () => void;
}

/** The way back in a conversation. A service that is away is waited for. */
export function useOlder(store: LiveStore, groupUuid: string): Older {
  const isBusy = useRef(false);
  const [isLoading, setLoading] = useState(false);
  const [fault, setFault] = useState<string>();
  const load = useCallback(() => {
    if (isBusy.current || !store.hasOlderIn(groupUuid)) return;
    isBusy.current = true;
    setLoading(true);
    setFault(undefined);
    store
      .readOlder(groupUuid)
      .catch((error: unknown) => setFault(helpOf(error)))
      .finally(() => {
        isBusy.current = false;
        setLoading(false);
      });
  }, [store, groupUuid]);
  const hasMore = store.hasOlderIn(groupUuid);
  return useMemo(() => ({ hasMore, isLoading, fault, load }), [hasMore, isLoading, fault, load]);
}
