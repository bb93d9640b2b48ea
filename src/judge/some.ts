/** Names of which only the first few are kept, and how many there are. */
export interface Some {
  readonly first: readonly string[];
  readonly count: number;
}

/** The first few of a list. */
export const someOf = (names: readonly string[], most = 4): Some => ({
  first: names.slice(0, most),
  count: names.length,
});
