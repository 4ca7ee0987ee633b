import type { StoreError, TimelineStore } from './TimelineStore.ts';

/** A call of the store on its way to the store's thread. */
export interface StoreCall {
  readonly id: number;
  readonly method: keyof TimelineStore;
  readonly args: readonly unknown[];
}

/** What comes back. An error crosses as its parts, for a thread's classes are not those of another. */
export type StoreAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly kind: StoreError['kind'];
      readonly message: string;
    };

/** What the store's thread sends: first whether the file is open, then the answers. */
export type MessageFromStore =
  | { readonly type: 'open' }
  | { readonly type: 'refused'; readonly kind: StoreError['kind']; readonly message: string }
  | ({ readonly type: 'answer' } & StoreAnswer);
