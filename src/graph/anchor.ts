/** An earlier state that growth is measured from, beside base: a tag or branch, or as old as so many days. */
export type Anchor = { readonly kind: 'ref'; readonly ref: string } | { readonly kind: 'age'; readonly days: number };

/** `v1.2`, `30 days ago`: as sentences name it. */
export const anchorText = (anchor: Anchor): string =>
  anchor.kind === 'ref' ? anchor.ref : `${anchor.days} ${anchor.days === 1 ? 'day' : 'days'} ago`;
