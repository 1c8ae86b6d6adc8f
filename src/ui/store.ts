import type { Action, State } from './state.ts';
import { update } from './update.ts';

/** The one state of the open screens. */
export type Store = {
  get(): State;
  dispatch(action: Action): void;
  /** @returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
};

export function createStore(initial: State): Store {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    dispatch: action => {
      state = update(state, action);
      for (const listener of listeners) listener();
    },
    subscribe: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
