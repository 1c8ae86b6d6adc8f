/** What a key of the form can ask for. */
export type FormAction =
  | { readonly type: 'move'; readonly by: number }
  /** The next option or source. */
  | { readonly type: 'cycle'; readonly by: 1 | -1 }
  /** Back to not set. */
  | { readonly type: 'clear' }
  /** Without `open` the other way round. */
  | { readonly type: 'fold'; readonly open?: boolean }
  /** The example into an empty row. */
  | { readonly type: 'example' }
  /** The editor of an entry. */
  | { readonly type: 'open' }
  | { readonly type: 'remove' }
  | { readonly type: 'take' }
  | { readonly type: 'review' }
  | { readonly type: 'save'; readonly launch: boolean }
  /** To the first field that is wrong. */
  | { readonly type: 'fix' }
  | { readonly type: 'scroll'; readonly by: number }
  | { readonly type: 'help' }
  | { readonly type: 'back' }
  | { readonly type: 'discard' };
