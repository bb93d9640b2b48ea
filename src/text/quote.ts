/** A name in a sentence, between backticks and at most 80 characters long: what renders the sentence makes it code. */
export function quote(name: string): string {
  const clean = name.replaceAll('`', 'ˋ').replaceAll(/\s+/g, ' ');
  return `\`${clean.length > 80 ? `${clean.slice(0, 79)}…` : clean}\``;
}

/** The first few of a list, and how many more there are. */
export function listed(items: readonly string[], most = 4): string {
  if (items.length <= most) return items.join(', ');
  return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}
